import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ANN, DM, TestTable, fight } from "./testing/test-table.js";

let table: TestTable;
beforeEach(async () => {
	table = new TestTable();
	await table.start();
});
afterEach(() => table.end());

const PROCEDURES = [
	"createRoom",
	"joinRoom",
	"leaveRoom",
	"takeTurn",
	"react",
	"delay",
	"reenter",
	"sendChat",
	"queueAction",
	"openFromCluster",
	"pauseInteraction",
	"completeInteraction",
	"skipTurn",
	"setInitiative",
	"group",
	"ungroup",
	"applyEffect",
	"setTerrain",
	"note",
	"addParticipant",
	"removeParticipant",
	"undo",
	"createTestInteraction",
	"simulatePlayerActions",
	"injectNetworkErrors",
];

const FIELDS = [
	"id",
	"action",
	"entityId",
	"entityIds",
	"seatId",
	"participant",
	"effect",
	"cells",
	"terrain",
	"text",
	"channel",
	"to",
	"initiative",
	"reason",
	"mapState",
	"command",
	"worldId",
	"clusterId",
	"sheets",
	"__proto__",
	"constructor",
];

const hostileText = fc.oneof(
	fc.constantFrom(
		"__proto__",
		"constructor",
		"toString",
		"",
		" ",
		"\u0000",
		"\ud800",
		"../..",
		"hero",
		"ogre",
		"💥".repeat(60),
	),
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.integer({ min: 1, max: 5_000 }).map((length) => "x".repeat(length)),
);
const hostile = fc.oneof(
	{ maxDepth: 3 },
	hostileText,
	fc.constantFrom(null, true, -0, 1e308, -1, 0.5, 2 ** 53, 201),
	fc.array(hostileText, { maxLength: 4 }),
	fc.jsonValue({ maxDepth: 4 }),
	fc.constantFrom(
		{ type: "move", entityId: "hero", position: { x: 1e9, y: -1 } },
		{ type: "move", entityId: "hero", position: { x: 0.5, y: 1 } },
		{ type: "attack", entityId: "__proto__", target: "constructor" },
		{ kind: "damage", amount: -5 },
		{ kind: "hp", currentHP: 1e9 },
		{ kind: "addCondition", condition: { condition: "cursed" } },
		{ width: 201, height: 1, rows: ["."] },
		{ width: 2, height: 2, rows: ["..", "x."] },
		{ entityId: "a", entityType: "god", name: "a", maxHP: 1, position: { x: 0, y: 0 } },
		{ entityId: "a", entityType: "npc", name: "a", maxHP: 1, position: { x: 0, y: 0 }, admin: true },
		{
			entityId: "a",
			entityType: "npc",
			name: "a",
			maxHP: 1,
			position: { x: 0, y: 0 },
			attacks: [{ damage: "9d" }],
		},
		{ type: "timeOut", seatId: "hero", roundNumber: 1 },
		{ type: "presence", userId: "ann", isConnected: false },
		{ type: "create" },
	),
);

it("[ET18] whatever is sent: a clear answer, never a fault; what does not fit changes nothing", async () => {
	const roomId = await fight(table);
	const token = await table.token({ ...DM, roles: ["admin"] });
	const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
	const given = fc.record({
		procedure: fc.constantFrom(...PROCEDURES),
		input: fc.oneof(
			hostile,
			fc
				.dictionary(fc.constantFrom(...FIELDS), hostile, { maxKeys: 6 })
				.chain((fields) => fc.constantFrom({ ...fields, roomId }, { ...fields, roomId: "none" }, fields)),
		),
	});
	const runs = { numRuns: Number(process.env.ENCOUNTER_RUNS ?? 400) };
	await fc.assert(
		fc.asyncProperty(given, async ({ procedure, input }) => {
			const before = table.encounters.stateOf(roomId);
			const body = JSON.stringify(input);
			const response = await fetch(`${table.url}/trpc/${procedure}`, { method: "POST", headers, body });
			const text = await response.text();
			expect([200, 400, 404, 409, 413], `${procedure} ${body} ${text}`).toContain(response.status);
			if (response.status === 200) return;
			expect(table.encounters.stateOf(roomId)).toBe(before);
			const { error } = JSON.parse(text) as { error: { message: string } };
			expect(error.message).toMatch(/^[A-Z].*\.$/);
			expect(text).not.toMatch(/node_modules|\.ts:|stack/);
		}),
		runs,
	);
	expect(table.lines.join("")).not.toContain('"level":50');
});

it("[ET18] what nobody knows the meaning of is named, not passed over", async () => {
	const roomId = await fight(table);
	const participant = { entityId: "a", entityType: "npc", name: "a", maxHP: 1, position: { x: 0, y: 0 } };
	for (const [input, path] of [
		[{ roomId, participant: { ...participant, initiativ: 3 } }, "participant"],
		[{ roomId, participant, extra: 1 }, ""],
		[{ roomId, participant: { ...participant, position: { x: 0, y: 0, z: 0 } } }, "participant.position"],
	] as const) {
		const response = await fetch(`${table.url}/trpc/addParticipant`, {
			method: "POST",
			headers: { authorization: `Bearer ${await table.token(DM)}`, "content-type": "application/json" },
			body: JSON.stringify(input),
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ error: { data: { errors: [{ path }] } } });
	}
});

it("[ET18] what the room alone says nobody else can say", async () => {
	const roomId = await fight(table);
	const response = await fetch(`${table.url}/v1/encounters/${roomId}/commands`, {
		method: "POST",
		headers: { "x-api-key": "the-key-of-the-game", "content-type": "application/json" },
		body: JSON.stringify({
			user_id: ANN.userId,
			command: { type: "presence", userId: "ann", isConnected: false },
		}),
	});
	expect(response.status).toBe(400);
	expect(table.encounters.stateOf(roomId).participants.hero?.isConnected).toBe(true);
});
