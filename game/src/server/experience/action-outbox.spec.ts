import { FakeJson } from "../../../test/backend/fake-json";
import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { DEFAULT_CONFIG } from "../../shared/config/config";
import type { HttpAnswer } from "../backend/http-port";
import { RequestBudget } from "../state/budget";
import { Notices } from "../state/notices";
import { ActionOutbox } from "./action-outbox";
import { newExperienceCounters } from "./counters";

const lost: HttpAnswer = { kind: "lost", reason: "HttpError: Timedout", bytesSent: 1 };
const answered = (status: number, body?: unknown): HttpAnswer => ({
	kind: "answered",
	status,
	body,
	bytesSent: 1,
});
const done = answered(200, { type: "action_result", action: "take", success: true, message: "Taken." });
const refused = answered(200, { success: false, message: "Gone.", code: "already_taken" });

function rig(isEncodable = true) {
	const ends: string[] = [];
	const logged: string[] = [];
	const counters = newExperienceCounters();
	let ids = 0;
	const outbox = new ActionOutbox({
		config: DEFAULT_CONFIG,
		encode: isEncodable ? new FakeJson().encode : () => ({ ok: false, reason: "no text" }),
		newId: () => `id-${(ids += 1)}`,
		random: { unit: () => 0.5 },
		budget: new RequestBudget(DEFAULT_CONFIG),
		counters,
		notices: new Notices({ write: (level, message) => logged.push(`${level}: ${message}`) }),
		onEnd: ({ id }, ended) => ends.push(`${id} ${ended.kind}`),
	});
	return { outbox, ends, logged, counters };
}

export = (t: Suite) => {
	t.it("tells what a player does, to the experience, on behalf of the player", () => {
		const { outbox } = rig();
		outbox.take("7", "moon", 0);
		const [flight] = outbox.step(0);
		const { method, path, timeoutSeconds } = flight!.request;
		expect([method, path]).toEqual(["POST", "/v1/experience/wylding-woods/actions"]);
		expect(timeoutSeconds).toBe(5);
		expect(flight!.action).toEqual({ id: "id-1", userId: "7", itemId: "moon" });
	});

	t.it("has one action under way for a player and an item, and others beside it", () => {
		const { outbox, counters } = rig();
		outbox.take("7", "moon", 0);
		outbox.take("7", "moon", 0);
		outbox.take("7", "moss", 0);
		outbox.take("8", "moon", 0);
		expect(outbox.waiting()).toBe(3);
		expect(counters.takes).toBe(3);
		expect([outbox.isBusy("moon"), outbox.isBusy("tide")]).toEqual([true, false]);
		expect([outbox.isUnderWay("8", "moon"), outbox.isUnderWay("8", "moss")]).toEqual([true, false]);
	});

	t.it("is under way until the world tells of it, whichever comes first", () => {
		for (const isAnsweredFirst of [true, false]) {
			const { outbox, ends } = rig();
			outbox.take("7", "moon", 0);
			const [flight] = outbox.step(0);
			if (isAnsweredFirst) {
				outbox.answer(flight!, done, 0.1);
				expect(outbox.isBusy("moon")).toBe(true);
				expect(outbox.step(1)).toEqual([]);
			}
			outbox.told("id-1");
			outbox.told("id-1");
			outbox.told("id-9");
			if (!isAnsweredFirst) outbox.answer(flight!, lost, 0.1);
			expect(ends).toEqual(["id-1 taken"]);
			expect(outbox.isBusy("moon")).toBe(false);
			expect(outbox.step(60)).toEqual([]);
		}
	});

	t.it("takes what was done for told where the world is told anew, and nothing else", () => {
		const { outbox, ends } = rig();
		outbox.take("7", "moon", 0);
		outbox.take("7", "moss", 0);
		const [flight] = outbox.step(0);
		outbox.answer(flight!, done, 0.1);
		outbox.renewed();
		expect(ends).toEqual(["id-1 taken"]);
		expect(outbox.isBusy("moss")).toBe(true);
	});

	t.it("says why the world refuses it", () => {
		const { outbox, ends, counters } = rig();
		outbox.take("7", "moon", 0);
		outbox.answer(outbox.step(0)[0]!, refused, 0.1);
		expect(ends).toEqual(["id-1 refused"]);
		expect(counters.refused).toBe(1);
		expect(outbox.waiting()).toBe(0);
	});

	t.it("sends the same bytes again, later each time, until it is given up", () => {
		const { outbox, ends, logged } = rig();
		outbox.take("7", "moon", 0);
		const bodies = new Set<string>();
		const times: number[] = [];
		for (const tick of $range(0, 300)) {
			const now = tick / 10;
			for (const flight of outbox.step(now)) {
				bodies.add(flight.request.body!);
				times.push(now);
				outbox.answer(flight, tick % 2 === 0 ? lost : answered(503), now);
			}
		}
		expect(bodies.size()).toBe(1);
		expect(times).toEqual([0, 0.5, 1.5, 3.5, 7.5, 15.5]);
		expect(ends).toEqual(["id-1 away"]);
		expect(logged.size(), "each kind of failure is spoken of once").toBe(2);
	});

	t.it("gives up at once what waiting would not help, and says what is wrong", () => {
		for (const [answer, ended] of [
			[answered(401), "away"],
			[answered(404), "away"],
			[answered(400, { title: "Bad" }), "failed"],
		] as const) {
			const { outbox, ends, logged } = rig();
			outbox.take("7", "moon", 0);
			outbox.answer(outbox.step(0)[0]!, answer, 0.1);
			expect(ends).toEqual([`id-1 ${ended}`]);
			expect(logged.size()).toBe(1);
			expect(logged[0]!.sub(1, 6)).toBe("error:");
		}
	});

	t.it("ends at once what cannot be written down", () => {
		const { outbox, ends } = rig(false);
		outbox.take("7", "moon", 0);
		expect(ends).toEqual(["id-1 failed"]);
		expect(outbox.step(0)).toEqual([]);
	});

	t.it("has no more requests open than it may, those of ended actions included", () => {
		const { outbox } = rig();
		for (const i of $range(1, 6)) outbox.take("7", `item ${i}`, 0);
		const first = outbox.step(0);
		expect(first.size()).toBe(4);
		outbox.told("id-1");
		expect(outbox.step(0.1).size()).toBe(0);
		outbox.answer(first[0]!, done, 0.2);
		outbox.answer(first[1]!, refused, 0.2);
		expect(outbox.step(0.2).map(({ action }) => action.id)).toEqual(["id-5", "id-6"]);
	});
};
