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
		const { n, weight } = JSON.parse(data) as { n: number; weight: number };
		if (!tally) return void faults.push(`tick ${n} before any state`);
		if (n !== tally.count + 1) faults.push(`tick ${n} after ${tally.count}`);
		if (weight !== weightOf(n)) faults.push(`tick ${n} weighs ${weight}`);
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
