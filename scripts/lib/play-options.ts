import { parseArgs } from "node:util";

/** What `npm run play` and `npm run place` can be told. */
export interface PlayOptions {
	/** NPCs beyond those that the place file brings. */
	readonly npcs: number;
	readonly players: number;
	/** Lines a minute that each player says in company. */
	readonly chatty: number;
	/** Game seconds after which it ends by itself; without it, until stopped. */
	readonly seconds: number | undefined;
	readonly seed: number;
	/** Game seconds per real second. */
	readonly speed: number;
	readonly help: boolean;
}

export const PLAY_USAGE = `Options:
  --npcs N      NPCs in the place (default 40)
  --players N   players that come and go (default 4)
  --chatty X    lines a minute that each player says in company (default 6)
  --seconds S   end after S seconds of the place, with a summary; without it, run until Ctrl-C
  --seed N      the same seed gives the same walks (default 1)
  --speed X     seconds of the place per real second (default 1)
  --help        this text
PORT sets the port of the backend (default 3000).`;

interface Range {
	readonly min: number;
	readonly max: number;
	readonly whole: boolean;
}

function readNumber(name: string, text: string, range: Range): number {
	const value = Number(text);
	const inRange = text.trim() !== "" && value >= range.min && value <= range.max;
	if (!inRange || (range.whole && !Number.isInteger(value))) {
		const kind = range.whole ? "a whole number" : "a number";
		throw new Error(`--${name} takes ${kind} from ${range.min} to ${range.max}, not "${text}"`);
	}
	return value;
}

/** Most bodies that the headless place walks at a steady pace. */
const MAX_NPCS = 5_000;
const MAX_PLAYERS = 500;
/** One line a second: more than anybody types. */
const MAX_CHATTY = 60;
/** A day: longer runs are made without an end. */
const MAX_SECONDS = 86_400;

/** Reads the options, or throws with a message for the person who typed them. */
export function parsePlayOptions(args: readonly string[]): PlayOptions {
	const { values } = parseArgs({
		args: [...args],
		options: {
			npcs: { type: "string", default: "40" },
			players: { type: "string", default: "4" },
			chatty: { type: "string", default: "6" },
			seconds: { type: "string" },
			seed: { type: "string", default: "1" },
			speed: { type: "string", default: "1" },
			help: { type: "boolean", default: false },
		},
	});
	return {
		npcs: readNumber("npcs", values.npcs, { min: 0, max: MAX_NPCS, whole: true }),
		players: readNumber("players", values.players, { min: 0, max: MAX_PLAYERS, whole: true }),
		chatty: readNumber("chatty", values.chatty, { min: 0, max: MAX_CHATTY, whole: false }),
		seconds:
			values.seconds === undefined
				? undefined
				: readNumber("seconds", values.seconds, { min: 1, max: MAX_SECONDS, whole: false }),
		seed: readNumber("seed", values.seed, { min: 0, max: 2 ** 31 - 1, whole: true }),
		speed: readNumber("speed", values.speed, { min: 0.1, max: 100, whole: false }),
		help: values.help,
	};
}
