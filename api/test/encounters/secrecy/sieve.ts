import { CANARY, type Canaries } from "./canaries.js";
import { shapesIn } from "./shapes.js";
import type { Own, Sightings, Stretch } from "./sightings.js";

/** Who is told. */
export type Reader =
	| { readonly kind: "dm"; readonly userId: string; readonly room: string }
	| { readonly kind: "user"; readonly userId: string }
	| { readonly kind: "mind"; readonly entityId: string; readonly room: string }
	/** Without a token, a log, a page for everybody. */
	| { readonly kind: "nobody" };

/** A frame, an answer or a line, as it was sent. */
export interface Told {
	readonly reader: Reader;
	readonly door: string;
	readonly text: string;
	/** What of which rooms it may rest on, by the test's names of rooms. */
	readonly rooms: ReadonlyMap<string, Stretch>;
	/** Numbers and words of others than rooms: only words are looked for. */
	readonly isForeign?: boolean;
}

export interface Leak {
	readonly door: string;
	readonly reader: Reader;
	readonly what: string;
	readonly text: string;
}

export interface SieveDeps {
	readonly canaries: Canaries;
	readonly sightings: (room: string) => Sightings;
	/** What nobody is ever told: seeds of dice, keys. */
	readonly secrets: () => readonly string[];
	/** Who plays whom: user ids by entity id; undefined of who is no player's. */
	readonly playerOf: (entityId: string) => string | undefined;
}

/** Of a token, wherever it stands. */
const TOKEN = /\beyJ[\w-]{5,}\.[\w-]+/;

/** Hit points of those whose hit points are not told are all within this, and no other number of a room is. */
export const HIT_POINTS = { least: 2_000, most: 9_999 } as const;
const NUMBER = /[:[,](\d{4})(?=[,\]}])/g;

/** Columns of the map from this one on are walled in, and only they stand there whom no player ever sees. */
export const VAULT = 30;
const COLUMN = /"x":(\d+)/g;

/** Characters on either side of what leaked. */
const AROUND = 120;

/** Finds what of something told is not for its reader. The sightings have to be up to it. */
export function findLeaks(deps: SieveDeps, told: Told): readonly Leak[] {
	const { reader, door, text } = told;
	const found: string[] = [...wordsIn(deps, told)];
	const token = TOKEN.exec(text)?.[0];
	if (token !== undefined) found.push(`a token: ${token}`);
	for (const secret of deps.secrets()) if (text.includes(secret)) found.push(`a secret: ${secret}`);
	if (!told.isForeign) {
		found.push(...numbersIn(told));
		found.push(...shapesIn(told, deps.playerOf));
	}
	return found.map((what) => ({ door, reader, what, text: near(text, what) }));
}

function wordsIn(deps: SieveDeps, { text, reader, rooms }: Told): readonly string[] {
	const words = new Set(text.match(CANARY));
	if (words.size === 0) return [];
	const seen = new Map<string, ReadonlySet<string>>();
	const seenIn = (room: string): ReadonlySet<string> => {
		const stretch = rooms.get(room);
		const names = seen.get(room) ?? (stretch ? deps.sightings(room).seen(stretch, ownOf(reader)) : new Set());
		seen.set(room, names);
		return names;
	};
	return [...words]
		.filter((word) => !mayHave(deps, { word, reader, seenIn }))
		.map((word) => `${word}: ${JSON.stringify(deps.canaries.ruleOf(word))}`);
}

interface Asked {
	readonly word: string;
	readonly reader: Reader;
	readonly seenIn: (room: string) => ReadonlySet<string>;
}

function mayHave({ canaries, playerOf }: SieveDeps, { word, reader, seenIn }: Asked): boolean {
	const rule = canaries.ruleOf(word);
	if (!rule || reader.kind === "nobody") return false;
	// Whoever they play, and whether it is there: their own name is theirs.
	if (word === nameOf(reader)) return true;
	if (rule.of === "giver") return rule.giver === nameOf(reader);
	if (reader.kind === "dm" && reader.room === rule.room) return true;
	switch (rule.of) {
		case "entity":
			return seenIn(rule.room).has(rule.entityId);
		case "seat":
			return seenIn(rule.room).has(word);
		case "sheet":
			return reader.kind === "mind"
				? reader.entityId === rule.entityId
				: reader.userId === playerOf(rule.entityId);
		case "talk":
			return rule.knownTo.includes(nameOf(reader));
		case "notes":
			return false;
	}
}

function ownOf(reader: Reader): Own {
	switch (reader.kind) {
		case "user":
			return { userId: reader.userId };
		case "mind":
			return { entityId: reader.entityId };
		case "dm":
		case "nobody":
			return {};
	}
}

/** As givers of commands go by. */
export function nameOf(reader: Reader): string {
	if (reader.kind === "nobody") return "";
	return reader.kind === "mind" ? reader.entityId : reader.userId;
}

function numbersIn({ text, reader }: Told): readonly string[] {
	// A mind knows its own.
	if (reader.kind === "dm" || reader.kind === "mind") return [];
	const points = [...text.matchAll(NUMBER)].map(([, digits]) => Number(digits));
	const columns = [...text.matchAll(COLUMN)].map(([, digits]) => Number(digits));
	return [
		...points
			.filter((one) => one >= HIT_POINTS.least && one <= HIT_POINTS.most)
			.map((one) => `hit points: ${String(one)}`),
		...columns.filter((x) => x >= VAULT).map((x) => `a place nobody sees: "x":${String(x)}`),
	];
}

function near(text: string, what: string): string {
	const at = text.indexOf(/zq-[0-9a-z]{10}|"x":\d+|\d{4}$|"[^"]+"/.exec(what)?.[0] ?? what);
	return at < 0 ? text.slice(0, 2 * AROUND) : text.slice(Math.max(0, at - AROUND), at + AROUND);
}
