import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../testing/until.js";
import { type Bus, userUpdatesSubject } from "./bus.js";

/** What is under test: one bus, or several in as many processes that hear each other. */
export interface BusesUnderTest {
	readonly buses: readonly Bus[];
	/** Resolves when everything that was subscribed to is known everywhere. */
	readonly settled: () => Promise<void>;
	/** Messages that were reported. */
	readonly reports: readonly string[];
	readonly close: () => Promise<void>;
}

/** Texts that mean something to a bus that takes them for subjects, or look like another once encoded. */
const ODD = [
	"*",
	">",
	"a",
	"a.b",
	"a.*",
	"a.>",
	"",
	".",
	"..",
	" ",
	"a b",
	"~",
	"~Kg",
	"A",
	"界🐟",
	"\t",
	"$SYS",
];
const ODD_IDS = [...ODD, "x".repeat(128), "x".repeat(64), "x".repeat(65)];

/** Pairs of ids, each a round trip to a real server and back. */
const PAIRS = 100;

/** What every engine of the bus does. */
export function describeBusContract(name: string, open: () => Promise<BusesUnderTest>): void {
	describe(`bus contract: ${name}`, () => {
		let under: BusesUnderTest;
		let heard: string[];

		beforeEach(async () => {
			under = await open();
			heard = [];
		});
		afterEach(() => under.close());

		const note = (who: string) => (data: string) => void heard.push(`${who}:${data}`);
		const first = (): Bus => under.buses[0]!;

		it("[RL5] passes on to all who listen, here and elsewhere, each once and in order", async () => {
			under.buses.forEach((bus, at) => {
				bus.subscribe("t", note(`a${at}`));
				bus.subscribe("t", note(`b${at}`));
				bus.subscribe("t.x", note(`other${at}`));
			});
			await under.settled();
			for (const data of ["1", "2", "3"]) first().publish("t", data);
			const all = under.buses.flatMap((_, at) => [`a${at}`, `b${at}`]);
			await until(() => heard.length >= 3 * all.length, "all heard");
			for (const who of all) {
				expect(heard.filter((one) => one.startsWith(who))).toEqual([`${who}:1`, `${who}:2`, `${who}:3`]);
			}
			await under.settled();
			expect(heard).toHaveLength(3 * all.length);
		});

		it("[RL5] stops one listener at a time, once, also while it hears", async () => {
			const same = note("same");
			const stops = [first().subscribe("t", same), first().subscribe("t", same)];
			const stopOnce = first().subscribe("t", (data) => {
				note("once")(data);
				stopOnce();
			});
			first().publish("t", "1");
			await until(() => heard.length === 3, "all heard");
			stops[0]!();
			stops[0]!();
			first().publish("t", "2");
			await until(() => heard.length === 4, "one heard");
			stops[1]!();
			first().publish("t", "3");
			await under.settled();
			expect(heard.sort()).toEqual(["once:1", "same:1", "same:1", "same:2"]);
			expect(first().status().subjects).toBe(0);
		});

		it("[RL6] takes a subject for itself alone, however much it looks like others", async () => {
			const last = under.buses.at(-1)!;
			const subjects = new Set([...ODD.map((odd) => `t.${odd}`), ...ODD_IDS.map(userUpdatesSubject)]);
			// `*` in a subject is written as its encoded form, which is a name of the same.
			subjects.delete("t.~Kg");
			subjects.delete("t.~");
			for (const subject of subjects) last.subscribe(subject, note(subject));
			await under.settled();
			for (const subject of subjects) first().publish(subject, subject);
			await until(() => heard.length >= subjects.size, "all heard");
			await under.settled();
			expect(heard.sort()).toEqual([...subjects].map((subject) => `${subject}:${subject}`).sort());
		});

		it("[RL6] lets no user hear another's updates, whatever their ids", async () => {
			const id = fc.oneof(
				fc.string({ unit: "binary", maxLength: 12 }),
				fc.constantFrom(...ODD_IDS),
				fc.stringMatching(/^[a.*>~]{1,4}$/),
			);
			await fc.assert(
				fc.asyncProperty(fc.uniqueArray(id, { minLength: 2, maxLength: 2 }), async ([one, other]) => {
					const stops = [
						first().subscribe(userUpdatesSubject(one!), note("one")),
						first().subscribe(userUpdatesSubject(other!), note("other")),
					];
					heard = [];
					await under.settled();
					under.buses.at(-1)!.publish(userUpdatesSubject(one!), "1");
					await until(() => heard.length > 0, "heard");
					await under.settled();
					for (const stop of stops) stop();
					expect(heard).toEqual(["one:1"]);
				}),
				{ numRuns: PAIRS },
			);
		});

		it("[RL7] goes on to the others where a listener throws, and says so", async () => {
			first().subscribe("t", () => {
				throw new Error("a listener's own");
			});
			first().subscribe("t", note("fine"));
			expect(() => first().publish("t", "1")).not.toThrow();
			await until(() => heard.length === 1, "heard");
			expect(under.reports).toEqual(["A listener of the bus failed."]);
		});

		it("[RL7] counts what it is told, and takes anything at all without throwing", () => {
			for (const odd of ODD_IDS) {
				expect(() => first().publish(odd, odd)).not.toThrow();
				expect(() => first().subscribe(odd, note("odd"))()).not.toThrow();
			}
			expect(first().status()).toMatchObject({
				ready: true,
				subjects: 0,
				published: ODD_IDS.length,
				unheard: 0,
			});
		});

		it("[RL8] is heard by nobody and hears nothing once it is closed", async () => {
			for (const bus of under.buses) bus.subscribe("t", note("closed"));
			await under.settled();
			for (const bus of under.buses) await bus.close();
			expect(() => first().publish("t", "1")).not.toThrow();
			first().subscribe("t", note("late"))();
			first().publish("t", "2");
			await under.settled();
			expect(heard).toEqual([]);
			expect(first().status().subjects).toBe(0);
		});
	});
}
