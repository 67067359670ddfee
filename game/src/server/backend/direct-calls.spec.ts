import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { MessageWire } from "../../shared/wire";
import type { Reply } from "../conversations/mind-port";
import { RequestBudget } from "../state/budget";
import { DirectCalls } from "./direct-calls";
import type { HttpAnswer, HttpRequest } from "./http-port";
import { newTalkCounters } from "./talk-counters";

const CONFIG = { directSeconds: 5, maxDirectCalls: 2, directPauseSeconds: 4 };
const ANSWER = { npcId: "n", clusterId: "c", content: "Hi.", priority: "normal", generatedBy: "scripted" };
const LOST: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent: 1 };

const message = (id: string): MessageWire => ({
	id,
	npcId: "n",
	clusterId: "c",
	sender: { id: "7", name: "Robin", type: "player" },
	content: "Hello",
	priority: "urgent",
	timestamp: 1,
	context: { members: [], recentMessages: [], relationships: [] },
});
const answered = (status: number, body: unknown): HttpAnswer => ({
	kind: "answered",
	status,
	body,
	bytesSent: 1,
});

function rig(requestsPerMinute = 400) {
	const sent: HttpRequest[] = [];
	const pending: ((answer: HttpAnswer) => void)[] = [];
	const replies: (Reply | false)[] = [];
	const bodies: defined[] = [];
	let now = 100;
	const calls = new DirectCalls({
		config: CONFIG,
		origin: { serverId: "s", world: "w" },
		http: {
			send: (request, done) => {
				sent.push(request);
				pending.push(done);
			},
			encode: (body) => {
				bodies.push(body as defined);
				return { ok: true, text: "body" };
			},
		},
		budget: new RequestBudget({ requestsPerMinute, requestBurst: 2 }),
		counters: newTalkCounters(),
		seconds: () => now,
	});
	const call = (id: string) => calls.call(message(id), now, (reply) => replies.push(reply ?? false));
	const pass = (seconds: number) => {
		now += seconds;
		return now;
	};
	return { calls, sent, pending, replies, bodies, call, pass };
}

export = (t: Suite) => {
	t.it("asks for one answer, in good time", () => {
		const { call, sent, bodies, pending, replies } = rig();
		expect(call("m")).toBe(true);
		expect(sent).toEqual([{ method: "POST", path: "/v1/chat", body: "body", timeoutSeconds: 5 }]);
		expect(bodies).toEqual([{ serverId: "s", world: "w", message: message("m") }]);
		pending[0]!(answered(200, { ...ANSWER, messageId: "m" }));
		const [reply] = replies;
		expect(reply !== false && reply?.via === "direct" && reply.content === "Hi.").toBe(true);
	});
	t.it("has few calls open, and waits for the budget", () => {
		const few = rig();
		expect([few.call("a"), few.call("b"), few.call("c")]).toEqual([true, true, false]);
		few.pending[0]!(LOST);
		few.pass(60);
		expect(few.call("c")).toBe(true);
		const poor = rig(4);
		expect([poor.call("a"), poor.call("b")]).toEqual([true, true]);
		for (const done of poor.pending) done(LOST);
		expect(poor.call("c")).toBe(false);
	});
	t.it("pauses after a failure, and no longer than until the next answer", () => {
		const { calls, call, pending, pass, replies } = rig();
		call("a");
		call("b");
		pending[0]!(LOST);
		expect(replies).toEqual([false]);
		expect(calls.isPaused(pass(3.9))).toBe(true);
		expect(calls.isPaused(pass(0.2))).toBe(false);
		pending[1]!(LOST);
		expect(calls.isPaused(pass(0))).toBe(true);
		call("c");
		pending[2]!(answered(200, { ...ANSWER, messageId: "c" }));
		expect(calls.isPaused(pass(0))).toBe(false);
	});
	t.it("takes a refusal for what it is: of this message alone", () => {
		const { calls, call, pending, pass, replies } = rig();
		call("a");
		pending[0]!(answered(400, { title: "Invalid" }));
		expect(replies).toEqual([false]);
		expect(calls.isPaused(pass(0))).toBe(false);
	});
	t.it("takes nothing else for the answer", () => {
		for (const body of [undefined, {}, { ...ANSWER, messageId: "other" }]) {
			const { calls, call, pending, pass, replies } = rig();
			call("a");
			pending[0]!(answered(200, body));
			expect(replies).toEqual([false]);
			expect(calls.isPaused(pass(0))).toBe(true);
		}
	});
};
