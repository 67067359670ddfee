import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHistory, type Cast, type History } from "../test/stand-in/history.js";
import { createManualClock } from "../test/stand-in/manual-clock.js";
import { anyWorld, following } from "../test/stand-in/random-world.js";
import { asMessages, asPoll, asStream, catchUp, type Next } from "../test/stand-in/reader.js";
import { formatCursor } from "../src/log/cursor.js";
import { EMPTY_WORLD, type WorldState } from "../src/worlds/world.js";
import type { Door } from "./door-choice.js";
import { readJson } from "./frames.js";
import { createIntake, type SyncChange } from "./intake.js";
import { pollEvents, readPoll } from "./poll-answer.js";
import { readMessage } from "./socket-message.js";
import { createSseParser } from "./sse-parser.js";
import { createStatusBoard } from "./status.js";
import type { SyncedEntity, SyncedWorld } from "./world-copy.js";

const door = fc.constantFrom<Door>("socket", "stream", "poll");
const delivery = fc.record({
	does: fc.constant("deliver" as const),
	door,
	packed: fc.boolean(),
	foldFrom: fc.constantFrom(2, 3, 1_000),
	/** Share of what there is that comes through before the cut. */
	share: fc.constantFrom(0, 0.3, 0.7, 0.95, 1, 1, 1),
	/** Whether it comes twice, as from a server that repeats itself. */
	again: fc.boolean(),
});
const publishing = fc.record({
	does: fc.constant("publish" as const),
	worlds: fc.array(anyWorld, { minLength: 1, maxLength: 6 }),
});
const flip = fc.record({ does: fc.constant("flip" as const), whom: fc.nat(), bit: fc.nat(22) });
const loss = fc.record({ does: fc.constant("lose" as const), how: fc.constantFrom("restart", "expire") });

const peaceful = fc.array(fc.oneof(delivery, publishing), { minLength: 1, maxLength: 25 });
const anything = fc.array(
	fc.oneof({ weight: 5, arbitrary: delivery }, { weight: 4, arbitrary: publishing }, flip, loss),
	{ minLength: 1, maxLength: 25 },
);
type Step = (typeof anything extends fc.Arbitrary<infer T> ? T : never)[number];
type Delivery = Step & { readonly does: "deliver" };

/** Hands what a door brings to `take`, up to the cut; throws what following throws. */
function bring(
	next: Next,
	{ door: through, share }: Delivery,
	take: (event: Parameters<ReturnType<typeof createIntake>["take"]>[0]) => void,
): void {
	if (through === "stream") {
		const bytes = new TextEncoder().encode(asStream(next));
		createSseParser(take).push(bytes.subarray(0, Math.floor(share * bytes.length)));
	} else if (through === "socket") {
		const messages = asMessages(next);
		for (const message of messages.slice(0, Math.floor(share * messages.length))) {
			take(readMessage(typeof message === "string" ? message : Uint8Array.from(message).buffer));
		}
	} else if (share === 1) {
		for (const event of pollEvents(readPoll(readJson(JSON.stringify(asPoll(next)))))) take(event);
	}
}

function createReader(history: History, cast: Cast) {
	const changes: SyncChange[] = [];
	const clock = createManualClock();
	const tell = (change: SyncChange): void => void changes.push(change);
	const board = createStatusBoard(clock, () => undefined);
	const intake = createIntake({ clock, board, tell });

	function deliver(step: Delivery): void {
		if (!intake.cursor()) intake.load(readJson(history.fresh(cast)));
		intake.opened();
		const { packed, foldFrom, again } = step;
		const cursor = formatCursor(intake.cursor()!);
		const next = catchUp({ history, cursor, cast, packed, foldFrom });
		try {
			bring(next, step, intake.take);
			if (again && !next.reset) bring(next, step, intake.take);
		} catch {
			// What it means is what the counts and the copy say.
		}
		intake.cut("cut");
	}
	return { intake, changes, deliver };
}

/** One bit of a coordinate of somebody in the copy. True where there was somebody. */
function flipBit({ entities }: SyncedWorld, whom: number, bit: number): boolean {
	const placed = [...entities.values()].flatMap(({ position }) => position ?? []);
	const position = placed[whom % Math.max(1, placed.length)];
	if (!position) return false;
	const float = Float32Array.of(position.y);
	new Uint32Array(float.buffer)[0]! ^= 1 << bit;
	Object.assign(position, { y: float[0] });
	return true;
}

const rounded = ({ id, type, position: at }: SyncedEntity) => ({
	id,
	type,
	position: at && [at.x, at.y, at.z].map((value) => Math.fround(value) + 0),
});
const seen = ({ entities }: Pick<WorldState | SyncedWorld, "entities">) =>
	new Map([...entities].map(([id, entity]) => [id, rounded(entity)]));

/** What only the full cast holds. */
const alsoIn = ({ npcs, clusters }: WorldState) => ({ npcs, clusters });

/** Every tick reached listeners once: each change begins where the one before it ended. */
function checkContinuous(changes: readonly SyncChange[]): void {
	let tick: number | undefined;
	for (const change of changes) {
		if (change.kind === "status") continue;
		if (change.kind === "tick") expect(change.frame.tick).toBe(tick! + change.frame.span);
		({ tick } = change.world);
	}
}

const ALL: Delivery = {
	does: "deliver",
	door: "socket",
	packed: true,
	foldFrom: 1_000,
	share: 1,
	again: false,
};

function run(cast: Cast, steps: readonly Step[]) {
	const history = createHistory();
	const reader = createReader(history, cast);
	let [epoch, flips, losses] = [1, 0, 0];
	const publish = (target: WorldState): void => history.publish(following(history.world(), target));
	for (const step of steps) {
		if (step.does === "deliver") reader.deliver(step);
		else if (step.does === "publish") step.worlds.forEach(publish);
		else if (step.does === "flip") flips += flipBit(reader.intake.world(), step.whom, step.bit) ? 1 : 0;
		else {
			losses += 1;
			if (step.how === "restart") history.restart(`e${(epoch += 1)}`);
			else history.keep(0);
		}
	}
	// The next checksum finds what is wrong, if anything still is; the delivery after it brings what is right.
	do publish(history.world());
	while (history.tick() % 16 !== 0);
	reader.deliver(ALL);
	reader.deliver(ALL);
	expect(seen(reader.intake.world())).toEqual(seen(history.world()));
	expect(reader.intake.world().tick).toBe(history.tick());
	if (cast === "full") expect(reader.intake.world()).toMatchObject(alsoIn(history.world()));
	checkContinuous(reader.changes);
	return { ...reader, flips, losses };
}

/** Random histories; many more by MODEL_RUNS. */
const RUNS = Number(process.env["MODEL_RUNS"] ?? 120);

describe.each<Cast>(["limited", "full"])("a copy beside a model, %s cast", (cast) => {
	it("[SS3][SS5][SS22][SS23] equals it through any doors, cuts, repeats and folds, and is never refreshed", () => {
		fc.assert(
			fc.property(peaceful, (steps) => {
				const { intake, changes } = run(cast, steps);
				expect(intake.counts()).toMatchObject({ resets: 0, divergences: 0 });
				expect(changes.filter(({ kind }) => kind === "state")).toHaveLength(1);
			}),
			{ numRuns: RUNS },
		);
	});

	it("[SS4][SS6][SS21] equals it or is refreshed, whatever bits are flipped and histories lost", () => {
		fc.assert(
			fc.property(anything, (steps) => {
				const { intake, flips, losses } = run(cast, steps);
				const { divergences, resets } = intake.counts();
				if (flips === 0) expect(divergences).toBe(0);
				if (losses === 0) expect(resets).toBe(0);
			}),
			{ numRuns: RUNS },
		);
	});
});

describe("a copy with a flipped bit", () => {
	it("[SS21] is refreshed exactly once, by the next checksum", () => {
		fc.assert(
			fc.property(anyWorld, fc.nat(), fc.nat(22), (world, whom, bit) => {
				const history = createHistory();
				const { intake, deliver } = createReader(history, "limited");
				history.publish(following(EMPTY_WORLD, world));
				deliver(ALL);
				const isFlipped = flipBit(intake.world(), whom, bit);
				expect(isFlipped).toBe([...world.entities.values()].some(({ position }) => position));
				while (history.tick() < 15) history.publish(history.world());
				deliver(ALL);
				expect(intake.counts().divergences).toBe(0);
				history.publish(history.world());
				deliver(ALL);
				expect(intake.counts().divergences).toBe(isFlipped ? 1 : 0);
				deliver(ALL);
				expect(seen(intake.world())).toEqual(seen(history.world()));
			}),
			{ numRuns: RUNS },
		);
	});
});
