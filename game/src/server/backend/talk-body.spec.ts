import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { LineWire, MessageWire, NpcWire } from "../../shared/wire";
import { talkBody } from "./talk-body";

const ORIGIN = { serverId: "s", world: "w" };
const SPEAKER = { id: "7", name: "Robin", type: "player" } as const;
const LINE: LineWire = {
	id: "l",
	clusterId: "c",
	speaker: SPEAKER,
	content: "Hi",
	at: 1,
	heardBy: ["n"],
	overheardBy: [],
};
const MESSAGE: MessageWire = {
	id: "m",
	npcId: "n",
	clusterId: "c",
	sender: SPEAKER,
	content: "Hi",
	priority: "urgent",
	timestamp: 1,
	context: { members: [SPEAKER], recentMessages: [], relationships: [] },
};
const NPC: NpcWire = { npcId: "n", name: "Ada", persona: "Kind.", abilities: [], responseSpeed: 1 };

export = (t: Suite) => {
	t.it("puts lines, messages and cancels into one request", () => {
		const batch = [
			{ item: { kind: "cancel", value: "x" }, id: "x", bytes: 1 },
			{ item: { kind: "line", value: LINE }, id: "l", bytes: 1 },
			{ item: { kind: "message", value: MESSAGE }, id: "m", bytes: 1 },
		] as const;
		expect(talkBody(batch, ORIGIN)).toEqual({
			method: "POST",
			path: "/v1/messages",
			body: { ...ORIGIN, messages: [MESSAGE], lines: [LINE], cancelled: ["x"] },
		});
	});
	t.it("registers NPCs for this server and world, unless they are told to be of another", () => {
		const other = { ...NPC, npcId: "o", world: "other" };
		const batch = [
			{ item: { kind: "npc", value: NPC }, id: "n", bytes: 1 },
			{ item: { kind: "npc", value: other }, id: "o", bytes: 1 },
		] as const;
		expect(talkBody(batch, ORIGIN)).toEqual({
			method: "PUT",
			path: "/v1/npcs",
			body: {
				npcs: [
					{ ...NPC, ...ORIGIN },
					{ ...other, serverId: "s" },
				],
			},
		});
	});
};
