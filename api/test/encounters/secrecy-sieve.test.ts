import { describe, expect, it } from "vitest";
import { project } from "../../src/encounters/engine/project.js";
import { testRoom } from "../../src/encounters/engine/testing/test-room.js";
import type { GameView } from "../../src/encounters/engine/view.js";
import { roomTopic } from "../../src/encounters/rooms/room-fold.js";
import { createMemoryLog } from "../../src/log/memory-log.js";
import { seededRandom } from "../../src/wording/random.js";
import { createCanaries } from "./secrecy/canaries.js";
import { createCast, MAP } from "./secrecy/cast.js";
import { findLeaks, type Reader, type Told } from "./secrecy/sieve.js";
import { createSightings } from "./secrecy/sightings.js";

const ROOM = "r0";
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmVk";

/** A room with its whole cast in it, of which some are hidden, as it stands in a log. */
async function openRoom() {
	const random = seededRandom("sieve");
	const canaries = createCanaries(random);
	const cast = createCast(random, canaries, ROOM);
	const [ana, bo] = cast.players as [string, string];
	const room = testRoom({ rows: MAP.rows, seed: "the seed of the dice" });
	for (const { participant } of cast.roles.values()) room.do({ type: "addParticipant", participant });
	const secret = canaries.word({ of: "talk", room: ROOM, knownTo: [bo], from: bo });
	room.do({ type: "chat", channel: "dm", text: secret }, { kind: "player", userId: bo });
	room.do({ type: "note", text: canaries.word({ of: "notes", room: ROOM }) });
	room.do({ type: "start" });
	const log = createMemoryLog();
	const topic = roomTopic(ROOM);
	const entries = room.entries.map(({ type, data }) => ({ type, data: JSON.stringify(data) }));
	await log.append(topic, entries);
	const sightings = createSightings(() => log, topic);
	await sightings.catchUp();
	const at = room.entries.length;
	const deps = {
		canaries,
		sightings: () => sightings,
		secrets: () => ["the seed of the dice"],
		playerOf: (entityId: string) => cast.roles.get(entityId)?.participant.userId,
	};
	const reader: Reader = { kind: "user", userId: ana };
	const told = (value: unknown, given: Partial<Told> = {}) => {
		const text = typeof value === "string" ? value : JSON.stringify(value);
		const rooms = new Map([[ROOM, { from: at, to: at }]]);
		return findLeaks(deps, { reader, door: "socket", text, rooms, ...given }).map(({ what }) => what);
	};
	const state = room.state();
	const view = project(state, { kind: "player", userId: ana });
	const whole = project(state, { kind: "dm" });
	const hidden = Object.values(state.participants).filter(({ isHidden }) => isHidden);
	const seen = Object.values(state.participants).filter(
		({ isHidden, entityType }) => !isHidden && entityType === "monster",
	);
	return { cast, canaries, view, whole, told, secret, hidden, seen, ana, bo };
}

type Opened = Awaited<ReturnType<typeof openRoom>>;

function withParticipant(view: GameView, entityId: string, changes: object): GameView {
	const participants = { ...view.participants };
	participants[entityId] = { ...participants[entityId]!, ...changes };
	return { ...view, participants };
}

/** What a spoiled service would tell a player. */
const LEAKS: Readonly<Record<string, (opened: Opened) => unknown>> = {
	"all that the DM sees": ({ whole }) => whole,
	"somebody hidden": ({ view, whole, hidden }) =>
		withParticipant(view, hidden[0]!.entityId, whole.participants[hidden[0]!.entityId]!),
	"the seat of somebody hidden": ({ view, whole }) => ({ ...view, initiativeOrder: whole.initiativeOrder }),
	"the name of a hidden turn": ({ hidden }) => ({ type: "TURN_STARTED", seatId: hidden[0]!.entityId }),
	"the player of somebody hidden": ({ cast }) => ({ connected: [cast.ghost] }),
	"where nobody sees anybody": () => ({ kind: "cast", at: { x: 33, y: 2 } }),
	"hit points of a monster": ({ seen }) => ({ amount: seen[0]!.currentHP }),
	"hit points of a monster, however few": ({ view, seen }) =>
		withParticipant(view, seen[0]!.entityId, { currentHP: 3 }),
	"how much a monster is hurt": ({ seen }) => ({
		kind: "damaged",
		entityId: seen[0]!.entityId,
		amount: 3,
	}),
	"a change of a monster's sheet": ({ seen }) => ({
		type: "participant",
		entityId: seen[0]!.entityId,
		changes: { economy: {} },
	}),
	"dice of a monster": ({ seen }) => ({ type: "ROLLED", entityId: seen[0]!.entityId, total: 7 }),
	"how long a condition of another lasts": ({ view, bo }) =>
		withParticipant(view, `hero-${bo}`, { conditions: [{ condition: "prone", turnsLeft: 2 }] }),
	"the sheet of another player's": ({ view, whole, bo }) =>
		withParticipant(view, `hero-${bo}`, whole.participants[`hero-${bo}`]!),
	"what was said to the DM": ({ view, whole }) => ({ ...view, chatLog: whole.chatLog }),
	"the DM's notes": ({ view }) => ({ ...view, notes: "none" }),
	"another's command": ({ canaries, bo }) => ({ commandId: canaries.word({ of: "giver", giver: bo }) }),
	"the seed": () => "It comes of the seed of the dice.",
	"the place of the dice": ({ view }) => ({ ...view, roller: { position: 3 } }),
	"how much was said": ({ view }) => ({ ...view, messageCount: 3 }),
	"that something happened of which nothing is told": () => ({ type: "news", events: [] }),
	"a token": () => `Bearer ${TOKEN}`,
	"a word of no rule": () => "zq-0123456789",
};

describe("what looks through what is told", () => {
	it("[ET43] finds nothing in what a player, or the DM, is honestly shown", async () => {
		const { view, whole, told, cast } = await openRoom();
		expect(told(view)).toEqual([]);
		expect(told(`id: 1\ndata: ${JSON.stringify(view)}`)).toEqual([]);
		expect(told(whole, { reader: { kind: "dm", userId: cast.dm, room: ROOM } })).toEqual([]);
	});

	it.each(Object.keys(LEAKS))("[ET43] finds %s", async (which) => {
		const opened = await openRoom();
		const value = LEAKS[which]!(opened);
		expect(opened.told(value)).not.toEqual([]);
		if (typeof value === "object")
			expect(opened.told(`event: x\ndata: ${JSON.stringify(value)}`)).not.toEqual([]);
	});

	it("[ET43] finds what belongs to a room in what is told to nobody, or of another room", async () => {
		const { view, told } = await openRoom();
		expect(told(view, { reader: { kind: "nobody" }, isForeign: true })).not.toEqual([]);
		expect(told(view, { rooms: new Map() })).not.toEqual([]);
		expect(told(view, { reader: { kind: "user", userId: "somebody else" } })).not.toEqual([]);
	});

	it("[ET43] finds what an erased user said wherever it was known", async () => {
		const { told, canaries, secret, bo } = await openRoom();
		const reader: Reader = { kind: "user", userId: bo };
		expect(told(secret, { reader })).toEqual([]);
		canaries.silence(ROOM, bo);
		expect(told(secret, { reader })).not.toEqual([]);
	});
});
