import fc from "fast-check";
import type { Database } from "../../../db/database.js";
import type { CollectionWire } from "../../chatroom-wire.js";
import { runToEnd } from "../../runs/run-to-end.js";
import { RUN } from "../../runs/testing/seed-societies.js";
import { flee } from "./flee.js";
import type { SocietyEdge } from "./society-edge.js";

const HALF_A_DAY = 43_200;

/** Something that may happen to a society. */
export type Deed =
	| { readonly does: "flee"; readonly id: string; readonly at: number }
	| { readonly does: "run"; readonly at: number }
	| { readonly does: "recover"; readonly id: string; readonly attempt: number }
	| { readonly does: "meditate"; readonly id: string; readonly meditating: boolean }
	| { readonly does: "team"; readonly ids: readonly string[] }
	| { readonly does: "read" }
	| { readonly does: "give"; readonly ids: readonly string[]; readonly coins: number; readonly gift: string };

/** Deeds with chatlings of some ids, each kind as often as it makes things interesting. */
export function anyDeed(ids: readonly string[]): fc.Arbitrary<Deed> {
	const id = fc.constantFrom(...ids);
	const some = fc.uniqueArray(id, { maxLength: 3 });
	const a = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
	const does = <T extends Deed["does"]>(what: T) => fc.constant(what);
	return fc.oneof(
		a(5, fc.record({ does: does("flee"), id, at: fc.nat({ max: 1e6 }) })),
		a(1, fc.record({ does: does("run"), at: fc.nat({ max: 1 }) })),
		a(6, fc.record({ does: does("recover"), id, attempt: fc.nat({ max: 2 }) })),
		a(2, fc.record({ does: does("meditate"), id, meditating: fc.boolean() })),
		a(2, fc.record({ does: does("team"), ids: some })),
		a(1, fc.record({ does: does("read") })),
		a(
			3,
			fc.record({
				does: does("give"),
				ids: some,
				coins: fc.nat({ max: 40 }),
				gift: fc.constantFrom("g1", "g2", "g3"),
			}),
		),
	);
}

export interface Playground {
	readonly database: Database;
	readonly edge: SocietyEdge;
	readonly userId: string;
}

/** Does it. Gives the coins that were given by it, and throws where it is answered as nothing of the kind is. */
export async function doDeed({ database, edge, userId }: Playground, deed: Deed): Promise<number> {
	const answered = async (answer: ReturnType<SocietyEdge["ask"]>, ...statuses: number[]): Promise<object> => {
		const { status, body } = await answer;
		if (!statuses.includes(status)) throw new Error(`${JSON.stringify(deed)} was answered ${status}`);
		return body as object;
	};
	switch (deed.does) {
		case "flee":
			await flee(database, { userId, creatureId: deed.id, ranAt: deed.at });
			return 0;
		case "run": {
			const run = { ...RUN, runId: `run ${deed.at}`, slot: RUN.slot + deed.at * HALF_A_DAY };
			const nothing = { tell: () => Promise.resolve(), report: () => undefined };
			const { signal } = new AbortController();
			await runToEnd({ database, now: () => run.slot, ...nothing }, run, { signal });
			return 0;
		}
		case "recover": {
			const { id, attempt } = deed;
			await answered(edge.ask(userId, `post recover/${id}`, { attempt }), 200, 402, 404, 409);
			return 0;
		}
		case "meditate": {
			const { id, meditating } = deed;
			await answered(edge.ask(userId, `post meditate/${id}`, { meditating }), 200, 404, 409);
			return 0;
		}
		case "team":
			await answered(edge.ask(userId, "put team", { creature_ids: deed.ids }), 200, 404);
			return 0;
		case "read":
			await answered(edge.ask(userId, "post mark-all-read"), 204);
			return 0;
		case "give": {
			const { ids, coins, gift } = deed;
			const traits = { name: "New", personality: "wise", likes: [], dislikes: [] };
			const chatlings = ids.map((id) => ({ id, ...traits }));
			const body = await answered(edge.give(userId, { id: gift, coins, chatlings }), 200);
			return (body as CollectionWire).is_repeated ? 0 : coins;
		}
	}
}
