import { normaliseSnapshot } from "../../src/snapshots/normalise.js";
import { parseSnapshot } from "../../src/snapshots/parse-snapshot.js";
import { createFakeLog } from "../../src/worlds/fake-log.js";
import { createWorlds } from "../../src/worlds/worlds.js";
import type { Worlds } from "../../src/worlds/worlds.js";
import { median, timed } from "./measure.js";
import { ratio } from "./ratio.js";
import type { BenchPart } from "./ratio.js";
import { createTown } from "./town.js";

const MEMBERS = 1_000;
const BLOCKS = 20;
/** Rounds of one kind of work in a row: what one kind leaves to be collected is not another's work. */
const ROUNDS_PER_BLOCK = 10;
/** One in a hundred members moves between two deltas. */
const MOVES_ONE_IN = 100;

function newWorlds(): Worlds {
	return createWorlds({
		log: createFakeLog(),
		now: () => 0,
		newId: () => crypto.randomUUID(),
		report: () => undefined,
	});
}

async function ingest(worlds: Worlds, text: string): Promise<void> {
	await worlds.ingest("town", normaliseSnapshot(parseSnapshot(JSON.parse(text))));
}

/** Body text to change set logged, without HTTP: a first full snapshot, and deltas after it. */
export async function benchCore(): Promise<BenchPart> {
	const town = createTown(MEMBERS);
	const followed = newWorlds();
	await ingest(followed, JSON.stringify(town.full(1)));
	const times = { parse: [] as number[], full: [] as number[], delta: [] as number[] };
	const bytes = { full: [] as number[], delta: [] as number[] };
	let seq = 1;
	const next = () => {
		town.walk(MOVES_ONE_IN);
		seq += 1;
		return { full: JSON.stringify(town.full(seq)), delta: JSON.stringify(town.delta(seq)) };
	};
	for (let block = 0; block < BLOCKS; block += 1) {
		const texts = Array.from({ length: ROUNDS_PER_BLOCK }, next);
		bytes.full.push(...texts.map((text) => text.full.length));
		bytes.delta.push(...texts.map((text) => text.delta.length));
		for (const text of texts) times.parse.push(await timed(() => JSON.parse(text.full) as unknown));
		for (const text of texts) times.full.push(await timed(() => ingest(newWorlds(), text.full)));
		for (const text of texts) times.delta.push(await timed(() => ingest(followed, text.delta)));
	}
	const [parse, full, delta] = [median(times.parse), median(times.full), median(times.delta)];
	return {
		figures: {
			"JSON.parse of 1,000 members, ms": parse,
			"ingest of 1,000 new members, ms": full,
			"ingest of 1% moved, ms": delta,
			"full snapshot, bytes": median(bytes.full),
			"delta of 1% moved, bytes": median(bytes.delta),
		},
		ratios: [
			ratio("ingest of a full snapshot / JSON.parse of it", full / parse, 4),
			ratio("bytes of a 1% delta / of the full", median(bytes.delta) / median(bytes.full), 0.02),
			ratio("time of a 1% delta / of the full", delta / full, 0.05),
		],
	};
}
