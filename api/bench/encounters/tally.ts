import type { TablePlan, TablesResult } from "./plan.js";

/** What is written down of one room. */
export interface TableTally {
	readonly gave: (id: number, command: { readonly seat: number; readonly isMove: boolean }) => void;
	/** With the offset in the room's log; undefined where it was not done. */
	readonly answered: (id: number, offset: number | undefined) => void;
	/** News of an offset came to a seat. */
	readonly told: (seat: number, offset: number, bytes: number) => void;
	readonly shown: (bytes: number) => void;
}

export interface Tally {
	readonly tableOf: (plan: TablePlan) => TableTally;
	/** What came before is of no interest any more. */
	readonly begin: () => void;
	readonly result: () => Omit<TablesResult, "cpuShare">;
}

interface Given {
	readonly seat: number;
	readonly isMove: boolean;
	readonly at: number;
	answeredAt?: number;
	offset?: number | undefined;
}

interface News {
	readonly seat: number;
	readonly at: number;
	readonly bytes: number;
}

interface Page {
	readonly players: number;
	readonly commands: Map<number, Given>;
	readonly news: Map<number, News[]>;
}

/** Brings together commands, their answers and what each player at the table is told of them. */
export function createTally(): Tally {
	const pages: Page[] = [];
	const viewBytes: number[] = [];

	return {
		tableOf({ players }) {
			const page: Page = { players: players.length, commands: new Map(), news: new Map() };
			pages.push(page);
			return {
				gave: (id, command) => void page.commands.set(id, { ...command, at: performance.now() }),
				answered(id, offset) {
					const command = page.commands.get(id);
					// One from before the beginning.
					if (command) Object.assign(command, { answeredAt: performance.now(), offset });
				},
				told(seat, offset, bytes) {
					const told = page.news.get(offset) ?? [];
					page.news.set(offset, told);
					told.push({ seat, at: performance.now(), bytes });
				},
				shown: (bytes) => void viewBytes.push(bytes),
			};
		},
		begin() {
			for (const { commands, news } of pages) {
				commands.clear();
				news.clear();
			}
		},
		result() {
			const found = { commands: 0, refused: 0, missing: 0 };
			const events: number[] = [];
			const answers: number[] = [];
			const moveBytes: number[] = [];
			for (const { players, commands, news } of pages) {
				for (const { seat, isMove, at, answeredAt, offset } of commands.values()) {
					found.commands += 1;
					if (answeredAt !== undefined) answers.push(answeredAt - at);
					const told = offset === undefined ? undefined : news.get(offset);
					if (offset === undefined) found.refused += 1;
					found.missing += players - (told?.length ?? 0);
					for (const { seat: hearer, at: heardAt, bytes } of told ?? []) {
						if (hearer === seat) continue;
						events.push(heardAt - at);
						if (isMove) moveBytes.push(bytes);
					}
				}
			}
			return { ...found, events, answers, moveBytes, viewBytes };
		},
	};
}
