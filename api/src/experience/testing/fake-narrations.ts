import { moment } from "../../messages/minds/testing/moments.js";
import type { Narration, Narrations } from "../narrations.js";

/** Narrations in memory, one after the other, which can be looked into and broken. */
export interface FakeNarrations extends Narrations {
	readonly add: (id: string) => void;
	/** What was told, by id. */
	readonly told: Map<string, readonly string[]>;
	readonly givenBack: (readonly [id: string, seconds: number])[];
	/** Ids that nobody has. */
	readonly waiting: () => readonly string[];
	/** How often it was looked. */
	readonly looks: () => number;
	/** From now on, whether `claim` or `finish` reject. */
	broken: "claim" | "finish" | undefined;
	/** Whether whoever listens is told of what is added. */
	isDeaf: boolean;
}

export function fakeNarrations(): FakeNarrations {
	const waiting: string[] = [];
	const told = new Map<string, readonly string[]>();
	const givenBack: (readonly [string, number])[] = [];
	const listeners = new Set<() => void>();
	let looks = 0;

	const check = (what: FakeNarrations["broken"]): void => {
		if (fake.broken === what) throw new Error(`no ${what} now`);
	};
	const fake: FakeNarrations = {
		told,
		givenBack,
		waiting: () => waiting,
		looks: () => looks,
		broken: undefined,
		isDeaf: false,
		add: (id) => {
			waiting.push(id);
			if (!fake.isDeaf) for (const wake of listeners) wake();
		},
		claim: async (limit) => {
			looks += 1;
			check("claim");
			return waiting.splice(0, limit).map((id, index): Narration => ({
				id: index,
				player: { experience: "wylding-woods", userId: "ana" },
				request: moment({ id }),
				attempts: 1,
			}));
		},
		finish: async ({ request }, pieces) => {
			check("finish");
			told.set(request.id, pieces);
			return true;
		},
		giveBack: async ({ request }, seconds) => {
			givenBack.push([request.id, seconds]);
			waiting.push(request.id);
		},
		onAdded: (wake) => {
			listeners.add(wake);
			return () => void listeners.delete(wake);
		},
	};
	return fake;
}
