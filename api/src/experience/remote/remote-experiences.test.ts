import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Refusal } from "../../http/refusal.js";
import {
	sendJson,
	type StubAnswer,
	type StubServer,
	startStubServer,
} from "../../messages/minds/testing/stub-server.js";
import { createRemoteExperiences, type RemoteExperiences } from "./remote-experiences.js";
import { API_CALL_MS, WORLD_PACE_MS } from "./remote-limits.js";

const KEY = "canary-key-of-the-session";
const ANA = { experience: "wylding-woods", userId: "ana" };
const POSITION = { x: 1, y: 2.5, z: -3 };
const TAKEN = { type: "action_result", action: "take", success: true, message: "You take it." };
const TAKE = { action: "take", item: "bottle-1" } as const;

let server: StubServer;
let remote: RemoteExperiences;
let reports: string[];

beforeEach(async () => {
	server = await startStubServer(() => ({}));
	reports = [];
	remote = open(server.url);
});

afterEach(async () => {
	remote.close();
	await server.stop();
});

function open(url: string): RemoteExperiences {
	return createRemoteExperiences({
		url,
		apiKey: KEY,
		report: (message, details) => reports.push(`${message} ${String(details["reason"])}`),
	});
}

const bodies = (): readonly unknown[] => server.requests.map(({ body }) => body);

function problem(status: number, code: string, headers: Readonly<Record<string, string>> = {}): StubAnswer {
	return (_request, response) => {
		for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
		const type = `urn:earshot:problem:${code}`;
		sendJson(response, status, { type, title: "No", status, detail: "So it is.", requestId: "r" });
	};
}

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Refusal)) throw new Error("expected a Refusal", { cause: error });
	return error;
}

/** Breaks the first `times` connections, with the request taken or not, then answers. */
function breaking(times: number, answer: unknown): StubAnswer {
	let left = times;
	return (_request, response) => {
		if (left === 0) return answer;
		left -= 1;
		response.destroy();
		return undefined;
	};
}

describe("experiences of another process", () => {
	it("[RL16] are asked for with the key, on behalf of the player", async () => {
		const view = { user_id: "ana", inventory: [], of: "another version" };
		server.answerWith(() => ({ cursor: "e:3", view }));
		expect(await remote.view(ANA)).toEqual({
			cursor: { epoch: "e", offset: 3 },
			data: JSON.stringify(view),
		});
		expect(server.requests).toMatchObject([
			{
				method: "GET",
				path: "/v1/experience/wylding-woods/view",
				headers: { "x-api-key": KEY, "x-on-behalf-of": "ana" },
			},
		]);
		expect([...server.requests[0]!.query]).toEqual([["user_id", "ana"]]);
	});

	it("[RL16] have actions, messages and positions passed on, and their answers back", async () => {
		const result = { ...TAKEN, id: "a1", state_changes: { cursor: "e:4" } };
		server.answerWith(() => result);
		expect(await remote.act(ANA, { id: "a1", action: TAKE })).toEqual(result);
		server.answerWith(() => ({ message_id: "m1", cursor: "e:5" }));
		expect(await remote.chat(ANA, { id: "c1", content: "look" })).toEqual({
			messageId: "m1",
			cursor: { epoch: "e", offset: 5 },
		});
		server.answerWith((_request, response) => void response.writeHead(204).end());
		expect(await remote.moveTo(ANA, POSITION)).toBeUndefined();
		const base = "/v1/experience/wylding-woods";
		expect(server.requests).toMatchObject([
			{ path: `${base}/actions`, body: { id: "a1", user_id: "ana", vouched: false, ...TAKE } },
			{
				path: `${base}/chat`,
				headers: { accept: "application/json" },
				body: { id: "c1", user_id: "ana", content: "look" },
			},
			{ path: `${base}/position`, body: { user_id: "ana", ...POSITION } },
		]);
	});

	it.each(["a.b", "*", ">", "a/../b", "a&user_id=bob", "界🐟", "a\nb", " ", "\ud800"])(
		"[RL16] stay those of the player whose id is %j",
		async (userId) => {
			server.answerWith(() => ({ cursor: "e:1", view: {} }));
			await remote.view({ ...ANA, userId });
			const [{ path, query }] = server.requests as [StubServer["requests"][number]];
			expect(path).toBe("/v1/experience/wylding-woods/view");
			expect([...query.keys()]).toEqual(["user_id"]);
			expect(query.get("user_id")).toBe(userId === "\ud800" ? "\ufffd" : userId);
		},
	);

	it.each(["", "../x", "a/b", "Woods", "a".repeat(65)])(
		"[RL16] whose id cannot be one (%j) are not asked for",
		async (experience) => {
			expect((await refusalOf(remote.view({ ...ANA, experience }))).code).toBe("not_found");
			expect((await refusalOf(remote.world(experience))).code).toBe("not_found");
			expect((await refusalOf(remote.act({ ...ANA, experience }, { action: TAKE }))).code).toBe("not_found");
			expect(server.requests).toEqual([]);
		},
	);

	it("[RL17] are asked once more where the connection broke, with the same id, made up where there is none", async () => {
		server.answerWith(breaking(1, TAKEN));
		expect(await remote.act(ANA, { action: TAKE })).toEqual(TAKEN);
		const [first, second] = bodies() as { readonly id: string }[];
		expect(first!.id).toMatch(/^[\w-]{20,}$/);
		expect(second).toEqual(first);
		server.answerWith(breaking(1, { message_id: "m", cursor: "e:1" }));
		await remote.chat(ANA, { content: "look" });
		expect(bodies()[3]).toEqual(bodies()[2]);
		server.answerWith(breaking(1, { cursor: "e:1", view: {} }));
		await remote.view(ANA);
		expect(server.requests).toHaveLength(6);
		expect(reports).toEqual([]);
	});

	it("[RL17] are asked no third time, and never a second time where that could do harm", async () => {
		server.answerWith(breaking(3, TAKEN));
		const refusal = await refusalOf(remote.act(ANA, { id: "a", action: TAKE }));
		expect(refusal).toMatchObject({ code: "unavailable", options: { retryAfterSeconds: 1 } });
		expect(server.requests).toHaveLength(2);
		expect((await refusalOf(remote.moveTo(ANA, POSITION))).code).toBe("unavailable");
		expect(server.requests).toHaveLength(3);
	});

	it("[RL17] are not asked again after an answer, whatever it was", async () => {
		server.answerWith(problem(503, "unavailable"));
		await refusalOf(remote.act(ANA, { id: "a", action: TAKE }));
		expect(server.requests).toHaveLength(1);
	});

	it.each([
		[400, "invalid", "invalid", undefined],
		[400, "malformed", "malformed", undefined],
		[404, "not-found", "not_found", undefined],
		[429, "too-many-requests", "too_many_requests", 1],
		[503, "unavailable", "unavailable", 1],
	])("[RL18] refused with %i %s are refused so here", async (status, code, expected, wait) => {
		server.answerWith(problem(status, code));
		const refusal = await refusalOf(remote.view(ANA));
		expect(refusal).toMatchObject({ code: expected, detail: "So it is." });
		expect(refusal.options.retryAfterSeconds).toBe(wait);
		expect(reports).toEqual([]);
	});

	it("[RL18] tell who asks how long to wait, and which places were wrong", async () => {
		server.answerWith(problem(503, "unavailable", { "Retry-After": "7" }));
		expect((await refusalOf(remote.view(ANA))).options.retryAfterSeconds).toBe(7);
		server.answerWith(problem(429, "too-many-requests", { "Retry-After": "a while" }));
		expect((await refusalOf(remote.view(ANA))).options.retryAfterSeconds).toBe(1);
		server.answerWith((_request, response) =>
			sendJson(response, 400, {
				type: "urn:earshot:problem:invalid",
				detail: "No.",
				errors: [{ path: "item", message: "is missing" }],
			}),
		);
		const refusal = await refusalOf(remote.act(ANA, { action: TAKE }));
		expect(refusal.options.errors).toEqual([{ path: "item", message: "is missing" }]);
	});

	it.each<[string, StubAnswer]>([
		["401", problem(401, "unauthenticated")],
		["403", problem(403, "forbidden")],
		["500", problem(500, "internal")],
		["a page of somebody else's", (_request, response) => void response.end("<html>")],
		["another shape", () => ({ cursor: 3, view: {} })],
		["a cursor that is none", () => ({ cursor: "nowhere", view: {} })],
		["502 without a word", (_request, response) => void response.writeHead(502).end()],
		["a redirect", (_request, response) => void response.writeHead(307, { Location: "/" }).end()],
	])("[RL18] answered by %s cannot be had, and it is said once", async (_what, answer) => {
		server.answerWith(answer);
		for (let turn = 0; turn < 3; turn++) {
			const refusal = await refusalOf(remote.view(ANA));
			expect(refusal.code).toBe("unavailable");
			expect(`${refusal.detail} ${JSON.stringify(refusal.options)}`).not.toContain(KEY);
		}
		expect(reports).toHaveLength(1);
		server.answerWith(() => ({ cursor: "e:1", view: {} }));
		await remote.view(ANA);
		server.answerWith(answer);
		await refusalOf(remote.view(ANA));
		expect(reports).toHaveLength(2);
	});

	it("[RL18] whose process hangs cannot be had in time", async () => {
		server.answerWith(() => undefined);
		const began = performance.now();
		const refusal = await refusalOf(remote.act(ANA, { id: "a", action: TAKE }));
		expect(refusal.code).toBe("unavailable");
		expect(performance.now() - began).toBeLessThan(API_CALL_MS + 1_000);
		expect(server.requests).toHaveLength(1);
	}, 15_000);

	it("[RL18] whose process is away cannot be had until it is back, at the same address", async () => {
		await server.stop();
		const began = performance.now();
		expect((await refusalOf(remote.view(ANA))).code).toBe("unavailable");
		expect(performance.now() - began).toBeLessThan(1_000);
		expect(await remote.probe.check()).toEqual({ ready: false, detail: "the api cannot be reached" });
		expect(reports).toEqual(["The api cannot be asked for experiences. the api cannot be reached"]);
	});

	it("[RL19] share looks at the shared world, at a pace that does not grow with those who look", async () => {
		let looks = 0;
		server.answerWith(() => ({ cursor: `e:${(looks += 1)}`, world: { title: "Woods" } }));
		const first = await remote.world("woods");
		expect(first).toEqual({ cursor: { epoch: "e", offset: 1 }, data: '{"title":"Woods"}' });
		const many = await Promise.all(Array.from({ length: 500 }, () => remote.world("woods")));
		expect(new Set(many.map(({ cursor }) => cursor.offset)).size).toBeLessThanOrEqual(2);
		// Nobody is shown what was looked at before they asked.
		expect(Math.min(...many.map(({ cursor }) => cursor.offset))).toBeGreaterThan(1);
		const began = performance.now();
		await remote.world("woods");
		await remote.world("woods");
		expect(performance.now() - began).toBeGreaterThan(WORLD_PACE_MS * 0.8);
		const others = await Promise.all(["woods", "other"].map(remote.world));
		expect(others[0]!.cursor).not.toEqual(others[1]!.cursor);
		expect(looks).toBeLessThanOrEqual(8);
	});

	it("[RL19] go over few connections, which are kept", async () => {
		const ports = new Set<number | undefined>();
		server.answerWith((_request, response) => {
			ports.add(response.socket?.remotePort);
			return { cursor: "e:1", view: {} };
		});
		await Promise.all(Array.from({ length: 400 }, () => remote.view(ANA)));
		expect(ports.size).toBeLessThanOrEqual(64);
		ports.clear();
		for (let turn = 0; turn < 20; turn++) await remote.view(ANA);
		expect(ports.size).toBe(1);
	});

	it("[RL20] are there where the api answers and takes the key, and can be done without", async () => {
		server.answerWith(() => ({ experiences: [] }));
		expect(remote.probe).toMatchObject({ name: "api", required: false });
		expect(await remote.probe.check()).toEqual({ ready: true });
		expect(server.requests[0]).toMatchObject({ path: "/v1/experience", headers: { "x-api-key": KEY } });
		server.answerWith(problem(401, "unauthenticated"));
		expect(await remote.probe.check()).toEqual({
			ready: false,
			detail: "the api answered with status 401",
		});
		server.answerWith(problem(503, "unavailable"));
		expect(await remote.probe.check()).toEqual({ ready: false, detail: "So it is." });
	});

	it("[RL20] end with this process: what is under way is refused, and nothing is asked again", async () => {
		let ask = (): void => undefined;
		const asked = new Promise<void>((resolve) => (ask = resolve));
		server.answerWith(() => ask());
		const waiting = refusalOf(remote.view(ANA));
		await asked;
		remote.close();
		expect((await waiting).code).toBe("unavailable");
		expect(server.requests).toHaveLength(1);
	});
});
