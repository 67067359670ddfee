import { pick, type Random } from "../../../src/wording/random.js";
import { followByStream, followBySocket, rest, type Stream } from "./doors.js";
import type { Ear } from "./ear.js";
import type { Reader } from "./sieve.js";
import type { Stretch } from "./sightings.js";
import type { ToldService } from "./told-service.js";

export interface FollowersDeps {
	readonly service: ToldService;
	readonly random: Random;
	readonly ear: Ear;
	/** The test's name of the room. */
	readonly room: string;
	readonly roomId: string;
	readonly tokenOf: (userId: string) => Promise<string>;
}

/** All who follow one room. */
export interface Followers {
	/** Somebody follows, from wherever `place` says. */
	readonly open: (name: string, reader: Reader, door: "socket" | "stream") => Promise<void>;
	/** Game servers ask for what comes next, again and again. */
	readonly poll: (reader: Reader) => void;
	/** One of them goes and comes back: from their place, an old one of theirs, or that of somebody else. */
	readonly shake: () => Promise<void>;
	readonly shakeAll: () => Promise<void>;
	readonly reopened: () => number;
	readonly close: () => Promise<void>;
}

/** What was a place of no history. */
const NO_PLACE = "none:1~dm";

/** Seconds that a game server waits, so that it asks anew now and then. */
const WAIT_SECONDS = 2;

interface Follower {
	readonly name: string;
	readonly reader: Reader;
	readonly door: "socket" | "stream";
	stream: Stream | undefined;
	readonly places: string[];
}

export function createFollowers({ service, random, ear, room, roomId, tokenOf }: FollowersDeps): Followers {
	const followers: Follower[] = [];
	const polls: Promise<void>[] = [];
	let isOver = false;
	let reopened = 0;

	const begin = async (one: Follower, lastEventId: string | undefined): Promise<void> => {
		const onFrame = (text: string): void => {
			const place = placeIn(text);
			if (place !== undefined) one.places.push(place);
			ear.tell({ reader: one.reader, door: one.door, text, rooms: stretchesOf(room, text, place) });
		};
		const following = { roomId, token: await tokenOf(one.name), lastEventId, onFrame };
		one.stream = await (one.door === "socket"
			? followBySocket(service, following)
			: followByStream(service, following));
	};

	const reopen = async (one: Follower): Promise<void> => {
		one.stream?.close();
		await one.stream?.ended;
		const others = followers.flatMap(({ places }) => places.slice(-50));
		const chance = random();
		const place =
			chance < 0.4
				? one.places.at(-1)
				: chance < 0.6
					? pick(random, one.places)
					: chance < 0.9
						? pick(random, others)
						: NO_PLACE;
		reopened += 1;
		await begin(one, place);
	};

	const ask = async (reader: Reader): Promise<void> => {
		const who =
			reader.kind === "mind"
				? `entity_id=${reader.entityId}`
				: reader.kind === "nobody"
					? ""
					: `user_id=${reader.userId}`;
		let place: string | undefined;
		while (!isOver) {
			const cursor = place === undefined ? "" : `&cursor=${encodeURIComponent(place)}`;
			// The service may be away for a moment, as it is begun anew.
			const answer = await rest(
				service,
				`/${roomId}/news?${who}&wait=${String(WAIT_SECONDS)}${cursor}`,
			).catch(() => undefined);
			if (!answer || answer.status !== 200) {
				await new Promise((resolve) => setTimeout(resolve, 50));
				continue;
			}
			const body = JSON.parse(answer.text) as { readonly cursor: string; readonly view?: unknown };
			const to = offsetOf(body.cursor);
			const from = body.view === undefined && place !== undefined ? offsetOf(place) : to;
			ear.tell({ reader, door: "poll", text: answer.text, rooms: new Map([[room, { from, to }]]) });
			place = body.cursor;
		}
	};

	return {
		async open(name, reader, door) {
			const one: Follower = { name, reader, door, stream: undefined, places: [] };
			followers.push(one);
			await begin(one, undefined);
		},
		poll: (reader) => void polls.push(ask(reader)),
		shake: () => reopen(pick(random, followers)!),
		async shakeAll() {
			for (const one of followers) await reopen(one);
		},
		reopened: () => reopened,
		async close() {
			isOver = true;
			for (const { stream } of followers) stream?.close();
			await Promise.all([...polls, ...followers.map(({ stream }) => stream?.ended)]);
		},
	};
}

/** The place that a frame leads to: of a socket in its JSON, of a stream in its id. */
function placeIn(text: string): string | undefined {
	return (/"id":"([^"]*~[^"]*)"/.exec(text) ?? /^id: ?(.*~.*)$/m.exec(text))?.[1];
}

/** A view shows the room as it is at its place; news, what one entry changed. Other frames know of no room. */
function stretchesOf(room: string, text: string, place: string | undefined): ReadonlyMap<string, Stretch> {
	if (place === undefined) return new Map();
	const to = offsetOf(place);
	return new Map([[room, { from: text.includes('"type":"view"') ? to : to - 1, to }]]);
}

/** Of `epoch:offset~viewer`. */
function offsetOf(place: string): number {
	return Number(/:(\d+)~/.exec(place)![1]);
}
