import { createClusterService } from "../src/server/clusters/cluster-service";
import type { Frame } from "../src/server/entities/entity";
import { DEFAULT_CONFIG } from "../src/shared/config/config";
import { SeededRandom } from "../test/harness/random";
import { AllPairs } from "./clusters/all-pairs";
import type { Target } from "./clusters/measure";
import { isMet, median, medianMs, resultLine, timed } from "./clusters/measure";
import { emptyScene, linkFrame } from "./clusters/scenes";
import { WalkingWorld } from "./clusters/worlds";

const SEED = 1;
/** Entities, how often each is measured, and the milliseconds that a tick may take. */
const SIZES = [
	{ count: 200, rounds: 100, targetMs: 0.3 },
	{ count: 1000, rounds: 60, targetMs: 1 },
	{ count: 5000, rounds: 30, targetMs: 5 },
	{ count: 20_000, rounds: 12, targetMs: 25 },
];
/** Where the plain form is measured too: it takes seconds beyond. */
const COMPARED_SIZE = 5000;
const PLAIN_ROUNDS = 9;
/** Ticks of the grid between two of the plain form: in turns, so that a busy machine slows both. */
const GRID_TURNS = 5;
/** How many times the plain form's time the grid has to save, at the compared size. */
const TARGET_SPEEDUP = 40;
/** What an entity of the largest world may cost in entities of the smallest: near-linear, caches apart. */
const TARGET_GROWTH = 2;
/**
 * Who moves from tick to tick, and how far: everybody shifting about in conversation; a town milling about, in which
 * a quarter walk at full speed at any moment (wanderers set out in 11 of 20 decisions, one every 5 s, and walk for
 * about 2 s); and, as the most that can ever change, everybody walking at full speed at once.
 */
const MOTIONS = [
	{ name: "shifting", studs: 1, share: 1, isBounded: true },
	{ name: "milling", studs: 16, share: 0.25, isBounded: true },
	{ name: "all walking", studs: 16, share: 1, isBounded: false },
];
const WARM_UP = 5;

/** A way to find all links and components of a frame. */
type LinkStep = (frame: Frame) => void;

function gridStep(): LinkStep {
	const scene = emptyScene();
	return (frame) => {
		linkFrame(scene, frame);
		scene.roster.commit();
		scene.links.commit();
	};
}

function linkStepMs(count: number, rounds: number): number {
	return medianMs({
		world: new WalkingWorld(count, new SeededRandom(SEED)),
		stride: 16,
		warmUp: WARM_UP,
		rounds,
		run: gridStep(),
	});
}

/** Medians of the plain form and the grid on the same world, in turns. */
function compare(count: number): { readonly plainMs: number; readonly gridMs: number } {
	const world = new WalkingWorld(count, new SeededRandom(SEED));
	const plain = new AllPairs(DEFAULT_CONFIG);
	const grid = gridStep();
	const plainTimes: number[] = [];
	const gridTimes: number[] = [];
	for (const round of $range(0, PLAIN_ROUNDS)) {
		const isWarm = round > 0;
		const plainTime = timed(world.step(16), (frame) => plain.update(frame));
		if (isWarm) plainTimes.push(plainTime);
		for (const _ of $range(1, GRID_TURNS)) {
			const gridTime = timed(world.step(16), grid);
			if (isWarm) gridTimes.push(gridTime);
		}
	}
	return { plainMs: median(plainTimes), gridMs: median(gridTimes) };
}

function tickMs(count: number, rounds: number, { studs, share }: (typeof MOTIONS)[number]): number {
	let ids = 0;
	const service = createClusterService({
		config: DEFAULT_CONFIG,
		newId: () => `c${(ids += 1)}`,
		clock: { seconds: () => os.clock() },
	});
	return medianMs({
		world: new WalkingWorld(count, new SeededRandom(SEED)),
		stride: studs,
		share,
		warmUp: WARM_UP,
		rounds,
		run: (frame) => service.update(frame),
	});
}

/**
 * Time of the cluster service, warm, with hysteresis, everybody moving. World: one entity on 400 square studs of
 * ground; 60 % of them in hubs of 30 on discs of 20 studs radius (so most hubs exceed the cap of 24 members and
 * are cut), the others anywhere; 4 studs of height.
 *
 * `links` is everything up to the components; the others are whole ticks: links, components, caps, identities and
 * changes.
 */
export = () => {
	const figures = new Map<string, number>();
	const targets: Target[] = [];
	for (const { count, rounds, targetMs } of SIZES) {
		const links = linkStepMs(count, rounds);
		figures.set(`links ${count} ms`, links);
		targets.push({ name: `links ${count} ms`, value: links, target: targetMs });
		for (const motion of MOTIONS) {
			const name = `${motion.name} ${count} ms`;
			const tick = tickMs(count, rounds, motion);
			figures.set(name, tick);
			if (motion.isBounded) targets.push({ name, value: tick, target: targetMs });
		}
	}
	const { plainMs, gridMs } = compare(COMPARED_SIZE);
	figures.set(`all pairs ${COMPARED_SIZE} ms`, plainMs);
	const [smallest, largest] = [SIZES[0]!.count, SIZES[SIZES.size() - 1]!.count];
	targets.push(
		{
			name: `links against all pairs at ${COMPARED_SIZE}`,
			value: plainMs / gridMs,
			target: TARGET_SPEEDUP,
			isLeast: true,
		},
		{
			name: `links per entity, ${largest} against ${smallest}`,
			value:
				figures.get(`links ${largest} ms`)! / largest / (figures.get(`links ${smallest} ms`)! / smallest),
			target: TARGET_GROWTH,
		},
	);
	for (const target of targets) {
		const outcome = isMet(target) ? "ok" : "MISSED";
		const bound = target.isLeast === true ? "at least" : "at most";
		print(
			string.format("%-34s %9.2f  %s %.2f  %s", target.name, target.value, bound, target.target, outcome),
		);
	}
	const line = resultLine("clusters", figures, targets);
	print(line);
	return line;
};
