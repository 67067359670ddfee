import { tallyAt, weightOf, type Tally } from "./tally.js";

/** What one reader made of what it was sent, and everything that was wrong with it. */
export interface Ledger {
	readonly tally: () => Tally;
	readonly resets: () => number;
	readonly faults: readonly string[];
	/** Takes an event as a page would; text that is no event of ours is a fault. */
	readonly take: (event: string, data: string) => void;
	readonly fault: (what: string) => void;
}

export function createLedger(): Ledger {
	let tally: Tally | undefined;
	let resets = 0;
	const faults: string[] = [];

	function takeTick(data: string): void {
		const { n, weight, span = 1 } = JSON.parse(data) as { n: number; weight: number; span?: number };
		if (!tally) return void faults.push(`tick ${n} before any state`);
		if (n !== tally.count + span) faults.push(`tick ${n}, of ${span}, after ${tally.count}`);
		let expected = 0;
		for (let one = n - span + 1; one <= n; one++) expected += weightOf(one);
		if (weight !== expected) faults.push(`tick ${n}, of ${span}, weighs ${weight}`);
		tally = { count: n, sum: tally.sum + weight };
	}

	function takeState(data: string): void {
		const state = JSON.parse(data) as Tally;
		if (state.sum !== tallyAt(state.count).sum) faults.push(`the state at ${state.count} is wrong`);
		if (tally && state.count < tally.count) {
			faults.push(`the state went back from ${tally.count} to ${state.count}`);
		}
		tally = state;
	}

	return {
		tally: () => tally ?? { count: -1, sum: 0 },
		resets: () => resets,
		faults,
		fault: (what) => void faults.push(what),
		take(event, data) {
			switch (event) {
				case "tick":
					return takeTick(data);
				case "state":
					return takeState(data);
				case "reset":
					resets += 1;
					return;
				case "close":
					return;
				default:
					faults.push(`an event named ${event}`);
			}
		},
	};
}
