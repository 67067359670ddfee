import { describe, expect, it } from "vitest";
import { chatBody, messagesBody, npcsBody } from "./message-schema.js";
import { claim, line, message, npc, profile } from "./testing/test-talk.js";

const body = (given: object) => ({ serverId: "s", messages: [], ...given });
const context = (given: object) =>
	body({ messages: [message("m", { context: { ...message("m").context, ...given } })] });
const places = (given: unknown) =>
	(messagesBody.safeParse(given).error?.issues ?? []).map(({ path }) => path.join("."));
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

describe("the body of POST /v1/messages", () => {
	it("[MS12] may hold everything that a place tells, and drops what nobody knows", () => {
		const whole = context({
			location: "Docks",
			recentMessages: [{ speaker: npc("a"), content: "hi", at: 1, overheard: true }],
			relationships: [{ id: "1", name: "Max", kind: "friend", strength: -1 }],
			recentInteractions: [{ timestamp: 1, narrative: "met" }],
			cluster: { ...claim([npc("a")], 3), positions: { a: { x: 1, y: 2, z: 3 } } },
		});
		const told = { ...whole, world: "w", lines: [line("l", { inReplyTo: "m" })], cancelled: ["x"] };
		expect(messagesBody.parse({ ...told, else: 1 })).toEqual(told);
	});

	it("[MS12] takes an empty list for an empty table, as Roblox writes one", () => {
		const empty = context({ cluster: { ...claim([], 3), positions: [] } });
		const [parsed] = messagesBody.parse(empty).messages;
		expect(parsed?.context.cluster?.positions).toEqual({});
	});

	it.each([
		["serverId", body({ serverId: "" })],
		["serverId", body({ serverId: "a\nb" })],
		["serverId", body({ serverId: "x".repeat(101) })],
		["world", body({ world: "a b" })],
		["messages", body({ messages: times(201, message("m")) })],
		["lines", body({ lines: times(501, line("l")) })],
		["cancelled", body({ cancelled: times(501, "x") })],
		["messages.0.timestamp", body({ messages: [message("m", { timestamp: 1e12 })] })],
		["messages.0.content", body({ messages: [message("m", { content: "x".repeat(2_001) })] })],
		["messages.0.npcId", body({ messages: [message("m", { npcId: "constructor" })] })],
		["messages.0.context.members", context({ members: times(101, npc("a")) })],
		[
			"messages.0.context.recentMessages.0.at",
			context({ recentMessages: [{ speaker: npc("a"), content: "", at: -1 }] }),
		],
		[
			"messages.0.context.relationships.0.strength",
			context({ relationships: [{ id: "1", name: "M", kind: "k", strength: 2 }] }),
		],
		["messages.0.context.cluster.updated", context({ cluster: claim([], Number.NaN) })],
		["lines.0.heardBy", body({ lines: [line("l", { heardBy: times(101, "a") })] })],
		["lines.0.speaker.type", body({ lines: [{ ...line("l"), speaker: { ...npc("a"), type: "ghost" } }] })],
	])("[MS12] names %s where it does not fit", (place, given) => {
		expect(places(given)).toEqual([place]);
	});
});

describe("other bodies", () => {
	it("[MS12] are held to the same", () => {
		expect(chatBody.safeParse({ serverId: "s", message: message("m") }).success).toBe(true);
		expect(chatBody.safeParse({ serverId: "s" }).success).toBe(false);
		expect(npcsBody.safeParse({ npcs: times(500, profile("a")) }).success).toBe(true);
		expect(npcsBody.safeParse({ npcs: times(501, profile("a")) }).success).toBe(false);
		expect(npcsBody.safeParse({ npcs: [profile("a", { persona: "x".repeat(4_001) })] }).success).toBe(false);
		expect(npcsBody.safeParse({ npcs: [profile("a", { abilities: times(33, "move") })] }).success).toBe(
			false,
		);
	});
});
