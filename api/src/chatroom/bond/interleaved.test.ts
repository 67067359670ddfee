import fc from "fast-check";
import { expect, it } from "vitest";
import { createFatefulLog, type Fate } from "../../log/testing/fateful-log.js";
import { pick, seededRandom, type Random } from "../../wording/random.js";
import { digest } from "../runs/testing/digest.js";
import { onBothDatabases } from "../runs/testing/run-tables.js";
import { seedSocieties } from "../runs/testing/seed-societies.js";
import { LATE_SECONDS } from "./bond-limits.js";
import { type Clock, MORNING, societiesOf, spoken, testBond, type TestBond } from "./testing/test-bond.js";

/** Ways in which processes get in each other's way; more by `INTERLEAVINGS=100`, at a second for three. */
const INTERLEAVINGS = Number(process.env["INTERLEAVINGS"] ?? 6);

const USERS = ["1", "2", "3"];

/** A day of a place by a seed: some groups in which chatlings of all users speak, one after the other or again later. */
function groupsOf(random: Random) {
	return Array.from({ length: 6 }, (_, index) => ({
		clusterId: `g${index % 4}`,
		from: MORNING + index * 100,
		speakers: Array.from({ length: 3 + Math.floor(random() * 8) }, () =>
			random() < 0.15 ? "Robin" : `${pick(random, USERS)}:c${Math.floor(random() * 4)}`,
		),
	}));
}

onBothDatabases("processes that look after the same meetings", (openEmpty) => {
	/** What stands in the tables when `count` processes have had that day, in an order and with failures by a seed. */
	const dayOf = async (day: string, { count, seed }: { readonly count: number; readonly seed: string }) => {
		const database = await openEmpty();
		await database.run((sql) =>
			seedSocieties(sql, societiesOf(USERS.length), { followedUntil: () => 2 * MORNING }),
		);
		const shared = createFatefulLog();
		const random = seededRandom(seed);
		const clock: Clock = { now: MORNING };
		let isOver = false;
		const append = (): Fate =>
			isOver || count === 1 || random() > 0.1 ? "held" : random() < 0.5 ? "unheard" : "lost";
		const turns = (): number => (count === 1 ? 0 : Math.floor(random() * 4));
		const start = (): TestBond => testBond({ shared, database, clock, fates: { append, turns } });
		const bonds = Array.from({ length: count }, start);
		const any = (): TestBond => pick(random, bonds)!;
		const untilHeld = async (write: (bond: TestBond) => Promise<void>): Promise<void> => {
			while (
				!(await write(any()).then(
					() => true,
					() => false,
				))
			);
		};
		/** All look at once, and one of them may be killed and another begun in its place. */
		const look = async (): Promise<void> => {
			const looks = bonds.map((bond) => bond.sweep());
			if (count > 1 && random() < 0.3) {
				const index = Math.floor(random() * count);
				await bonds[index]!.die();
				bonds[index] = start();
			}
			await Promise.all(looks);
		};
		for (const { clusterId, from, speakers } of groupsOf(seededRandom(day))) {
			clock.now = from + 20;
			const lines = spoken(speakers, { clusterId, from });
			for (const line of lines) await untilHeld((bond) => bond.say([line]));
			await untilHeld((bond) => bond.dissolve(clusterId, from + 15));
			await look();
			// Two groups may be found over at once.
			if (seededRandom(`${day} ${from}`)() < 0.5) continue;
			clock.now += LATE_SECONDS;
			await look();
		}
		isOver = true;
		for (let left = 0; left < 4; left += 1) {
			clock.now += LATE_SECONDS;
			for (const bond of bonds) await bond.sweep();
		}
		const { state } = await any().talks.open("town");
		expect(state.parted).toEqual([]);
		for (const bond of bonds) await bond.die();
		return database.run(digest);
	};

	it("[CB19] come to the same rows as one alone, whichever of them does what, and whoever is killed", async () => {
		await fc.assert(
			fc.asyncProperty(fc.string(), fc.string(), fc.integer({ min: 2, max: 3 }), async (day, seed, count) => {
				const alone = await dayOf(day, { count: 1, seed: "" });
				expect(alone["chatling_conversations"]).not.toMatch(/^0 /);
				expect(await dayOf(day, { count, seed })).toEqual(alone);
			}),
			// The example: a process begun late finds two over at once, the younger one in the older group.
			{ numRuns: INTERLEAVINGS, examples: [["C#y", " 4", 2]] },
		);
	}, 60_000);
});
