import { once } from "node:events";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatPath } from "../src/snapshots/json-path.js";
import { mutate, mutations, valueAt } from "../src/snapshots/mutate-json.js";
import type { JsonPath, Mutation } from "../src/snapshots/mutate-json.js";
import { EVERYTHING, canonical, fixtureJson, payload } from "../src/snapshots/test-payloads.js";
import { testEdge } from "../src/worlds/test-edge.js";
import { stateOf, testWorlds } from "../src/worlds/test-worlds.js";

/** Payloads thrown at the ingest; the long run of a release throws more. */
const PAYLOADS = Number(process.env["FUZZ_PAYLOADS"] ?? 10_000);

/** The world that the payloads are of, unless a mutation says another. */
const WORLD_OF = { default: "default", everything: EVERYTHING.world };

const { serverId: _serverId, epoch: _epoch, seq: _seq, ...unnumbered } = EVERYTHING;
const BODIES = [
	fixtureJson("legacy-single-position.json"),
	fixtureJson("per-member-positions.json"),
	fixtureJson("cluster-update-envelope.json"),
	{ ...EVERYTHING, kind: "full" },
	unnumbered,
];

const INFINITE = "@@infinite";

/** JSON text in which what JSON cannot say is a number too large for it. */
function textOf(body: unknown): string {
	const text = JSON.stringify(body, (_, value: unknown) =>
		value === Infinity || value === -Infinity ? INFINITE : value,
	);
	return text.replaceAll(`"${INFINITE}"`, "1e999");
}

function kindOf(value: unknown): string {
	if (value === null) return "null";
	return Array.isArray(value) ? "array" : typeof value;
}

/** Places whose content is the sender's own business. */
const FREE_FIELDS = ["relationships", "needs", "place"];

function isFree(place: JsonPath): boolean {
	if (FREE_FIELDS.some((field) => place.includes(field) && place.at(-1) !== field)) return true;
	return place.includes("needs") || place.includes("place") || (place[0] === "events" && place.length > 3);
}

/** Whether a mutation puts a value of another kind where one kind alone may stand. An empty table may stand for an object. */
function isPlainTypeError(before: unknown, { action, value }: Mutation, place: JsonPath): boolean {
	if (action !== "replace" || isFree(place) || place[0] === "type") return false;
	const isEmptyTable = typeof value === "object" && value !== null && Object.keys(value).length === 0;
	return kindOf(valueAt(before, place)) !== kindOf(value) && !isEmptyTable;
}

const edge = testEdge(testWorlds({ checkpointEvery: 50 }));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const server = edge.app.listen(0, "127.0.0.1");

beforeAll(async () => {
	if (!server.listening) await once(server, "listening");
	for (const id of Object.values(WORLD_OF))
		await edge.worlds.ingest(id, canonical(payload({ humanContext: { A: {} } })));
});

afterAll(() => {
	agent.destroy();
	server.close();
});

async function post(text: string): Promise<{ status: number; body: { errors?: { path: string }[] } }> {
	const { port } = server.address() as AddressInfo;
	const headers = { "x-api-key": "key", "content-type": "application/json" };
	const sent = request({
		port,
		host: "127.0.0.1",
		path: "/v1/snapshot/game",
		method: "POST",
		headers,
		agent,
	});
	sent.end(text);
	const [answer] = (await once(sent, "response")) as [NodeJS.ReadableStream & { statusCode: number }];
	const chunks: Buffer[] = [];
	for await (const chunk of answer) chunks.push(chunk as Buffer);
	return {
		status: answer.statusCode,
		body: JSON.parse(Buffer.concat(chunks).toString()) as { errors?: { path: string }[] },
	};
}

async function worldsNow() {
	const worlds = await Promise.all(Object.values(WORLD_OF).map((id) => edge.worlds.open(id)));
	return worlds.map(({ id, memory }) => ({
		// The very objects: a refusal leaves not even an equal copy behind.
		peopled: memory.peopled,
		tick: memory.tick,
		logged: edge.log.entries(`world:${id}`).length,
	}));
}

describe("odd payloads", () => {
	it(`[SN23] are answered rightly, ${PAYLOADS} of them, and a refused one leaves no trace`, async () => {
		const seen = new Map<number, number>();
		let named = 0;
		let seq = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...BODIES),
				fc.array(mutations, { minLength: 1, maxLength: 3 }),
				async (body, steps) => {
					seq += 1;
					const start: unknown = "seq" in body ? { ...body, seq } : body;
					const [first, ...more] = steps;
					const { body: once, place } = mutate(start, first!);
					const mutated = more.reduce<unknown>(
						(now, step) => (Object.keys(now as object).length > 0 ? mutate(now, step).body : now),
						once,
					);
					const before = await worldsNow();
					const { status, body: answer } = await post(textOf(mutated));
					seen.set(status, (seen.get(status) ?? 0) + 1);
					expect([200, 400, 409]).toContain(status);
					if (status !== 200) {
						const after = await worldsNow();
						for (const [index, world] of after.entries()) {
							expect(world.peopled).toBe(before[index]!.peopled);
							expect(world).toEqual(before[index]);
						}
					}
					if (status === 400) expect(answer.errors?.length).toBeGreaterThan(0);
					if (more.length === 0 && isPlainTypeError(start, first!, place)) {
						named += 1;
						expect(status).toBe(400);
						expect(answer.errors?.map(({ path }) => path)).toContain(formatPath(place));
					}
				},
			),
			{ numRuns: PAYLOADS },
		);
		// Enough of each, or the property would say little.
		expect(seen.get(200)).toBeGreaterThan(PAYLOADS / 50);
		expect(seen.get(400)).toBeGreaterThan(PAYLOADS / 4);
		expect(named).toBeGreaterThan(PAYLOADS / 50);
	}, 120_000);

	it("[SN23] that were taken are what the log brings back", async () => {
		const later = edge.restart();
		for (const id of Object.values(WORLD_OF)) {
			const [now, then] = await Promise.all(
				[edge, later].map(async ({ worlds }) => (await worlds.open(id)).memory),
			);
			expect(stateOf(then as never)).toStrictEqual(stateOf(now as never));
		}
		expect(later.reports).toEqual([]);
	});
});
