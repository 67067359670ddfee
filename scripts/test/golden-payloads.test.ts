import { beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import type { ContextWire, SnapshotWire } from "../../game/src/shared/wire/index.js";
import { chatBody, messagesBody, npcsBody } from "../../api/src/messages/message-schema.js";
import { parseSnapshot } from "../../api/src/snapshots/parse-snapshot.js";
import type { FaultRule } from "../lib/place.js";
import { type Recorded, startRecorder } from "./recorder.js";
import { type PlaceRunResult, runPlace, startBackend } from "./run-place.js";

/** Every field of a context on the wire: a new one that the backend does not know would be kept unread. */
const CONTEXT_FIELDS: Readonly<Record<keyof ContextWire, true>> = {
	id: true,
	name: true,
	type: true,
	relationships: true,
	currentGroups: true,
	position: true,
	positions: true,
	location: true,
	recentInteractions: true,
	health: true,
	mood: true,
	lastSeen: true,
	cleared: true,
};

/** Bodies of talk, by route. Their schemas are held to the wire's types where they are defined. */
const TALK_BODIES = {
	"POST /v1/messages": messagesBody,
	"PUT /v1/npcs": npcsBody,
	"POST /v1/chat": chatBody,
} satisfies Record<string, z.ZodType>;

/**
 * Snapshots lost for a while, so that changes go unconfirmed; then slow answers, so that players cut in on questions;
 * then lost talk, so that minds are asked directly.
 */
const FAULTS: readonly FaultRule[] = [
	{ kind: "refuse", path: "/v1/snapshot", from: 15, to: 25 },
	{ kind: "slow", path: "/inbox", seconds: 6, from: 25, to: 45 },
	{ kind: "drop", path: "/v1/messages", from: 45, to: 55 },
];

/** The place tells of itself and of talk; what it asks of its players' chatlings is looked at by itself. */
const OF_ITSELF = { Chatlings: false };

let run: PlaceRunResult;
let requests: readonly Recorded[];

beforeAll(async () => {
	const backend = await startBackend();
	const recorder = await startRecorder(backend.url);
	try {
		run = await runPlace({
			apiUrl: recorder.url,
			npcs: 30,
			players: 4,
			seconds: 60,
			clock: "virtual",
			seed: 15,
			chatty: 30,
			faults: FAULTS,
			config: OF_ITSELF,
		});
		({ requests } = recorder);
	} finally {
		await recorder.close();
		await backend.close();
	}
});

const bodiesOf = (route: string): readonly unknown[] =>
	requests.filter(({ method, path }) => `${method} ${path}` === route).map(({ body }) => body);

it("every snapshot of the compiled game is one that the backend takes, field by field", () => {
	const payloads = bodiesOf("POST /v1/snapshot/game") as readonly SnapshotWire[];
	expect(payloads[0]?.kind).toBe("full");
	expect(new Set(payloads.map(({ kind }) => kind))).toEqual(new Set(["full", "delta", "cluster_update"]));
	expect(payloads.map(({ seq }) => seq)).toEqual(payloads.map((_, i) => i + 1));
	for (const payload of payloads) {
		expect(() => parseSnapshot(payload)).not.toThrow();
		for (const context of Object.values(payload.humanContext)) {
			expect(Object.keys(context).filter((field) => !(field in CONTEXT_FIELDS))).toEqual([]);
			const { currentGroups, positions } = context;
			if (currentGroups)
				expect(Object.keys(positions ?? {}).sort()).toEqual([...currentGroups.members].sort());
		}
		for (const { members, positions } of payload.clusters) {
			expect(Object.keys(positions ?? {}).sort()).toEqual([...members].sort());
		}
	}
});

/** Paths of all fields that hold something, without the numbers of list elements and the names of ids. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
	if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${path}[]`));
	if (typeof value !== "object" || value === null) return [path];
	return Object.entries(value).flatMap(([key, item]) =>
		fieldsOf(item, path.endsWith("positions") ? `${path}.*` : `${path}.${key}`),
	);
}

it.each(Object.keys(TALK_BODIES) as (keyof typeof TALK_BODIES)[])(
	"every body of %s is one that the backend takes, and no field of it is left unread",
	(route) => {
		const bodies = bodiesOf(route);
		expect(bodies.length).toBeGreaterThan(0);
		// What a schema does not know it leaves out: nothing is missing from what it has read, and nothing is added.
		for (const body of bodies) expect(TALK_BODIES[route].parse(body)).toEqual(body);
	},
);

it("tells every kind of thing that talk has, claims and fallbacks included", () => {
	const told = new Set(bodiesOf("POST /v1/messages").flatMap((body) => fieldsOf(body)));
	expect([...told]).toEqual(
		expect.arrayContaining([
			".messages[].context.members[].id",
			".messages[].context.recentMessages[].overheard",
			".messages[].context.cluster.members[].id",
			".messages[].context.cluster.positions.*.x",
			".messages[].context.location",
			".lines[].heardBy[]",
			".lines[].overheardBy[]",
			".lines[].inReplyTo",
			".cancelled[]",
		]),
	);
	expect(bodiesOf("POST /v1/chat").length).toBeGreaterThan(0);
	expect(run.summary.firstErrors).toEqual([]);
	expect(run.game.talk.conversations.enhanced).toBeGreaterThan(0);
	const refused = requests.filter(({ status }) => status >= 400);
	expect(refused.map(({ path, answer }) => ({ path, answer }))).toEqual([]);
});
