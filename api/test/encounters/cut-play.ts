import { canonical } from "../../src/encounters/engine/hash.js";
import { ANSWERS_KEPT_EACH } from "../../src/encounters/engine/limits.js";
import type { GameView } from "../../src/encounters/engine/view.js";
import { type Random, seededRandom } from "../../src/wording/random.js";
import type { CutCounts } from "../cuts/cut-counts.js";
import { lookUntil } from "../cuts/look-until.js";
import { createCutPlayer, type CutPlayer } from "./cut-player.js";
import { drawOrder } from "./draw-order.js";
import { createLedger, type Given, type Ledger } from "./ledger.js";
import { callerAt, openTable, type Table } from "./table.js";

export interface CutTableOptions {
	readonly name: string;
	readonly seed: string;
	/** Of the service. */
	readonly port: () => number;
	readonly counts: CutCounts;
	readonly isCutting: () => boolean;
}

/** A table at which all are cut off over and over, and what is given there. */
export interface CutTable {
	readonly table: Table;
	readonly players: readonly CutPlayer[];
	readonly ledger: Ledger;
	/** Tries that were made beside those of the clients themselves. */
	readonly sentAgain: () => number;
	/** Gives commands until it says so, some of them at once. */
	readonly playUntil: (isEnough: () => boolean) => Promise<void>;
	/** Waits until each shows what the service would show; gives what that is, with its place in the log, or whose is not. */
	readonly settle: () => Promise<readonly Settled[]>;
	readonly leave: () => Promise<void>;
}

export interface Settled {
	readonly player: CutPlayer;
	readonly isSame: boolean;
	readonly shown: GameView | undefined;
	/** Offset in the room's log of what the service shows. */
	readonly offset: number;
}

/** Commands that are under way at a table at once. */
const AT_ONCE = 4;

/** A command is not left behind by more than so many of its player: a room remembers twice as many answers of each. */
const MOST_LEFT_BEHIND = ANSWERS_KEPT_EACH / 2;

/** Shares of commands that go by tRPC's own client, that are sent twice at once, and again when they are answered. */
const PLAINLY = 0.3;
const TWICE = 0.15;
const AGAIN = 0.15;

/** For what is shown to be what is held, once there are no cuts. */
const SETTLE_MILLISECONDS = 30_000;

export async function openCutTable(options: CutTableOptions): Promise<CutTable> {
	const { name, seed, port, counts, isCutting } = options;
	const random = seededRandom(seed);
	const table = await openTable(port(), name, random);
	const players = await Promise.all(
		table.guests.map((guest, index) =>
			createCutPlayer({
				table,
				guest,
				door: index % 2 === 0 ? "socket" : "stream",
				port,
				random: seededRandom(`${seed} ${index}`),
				isCutting,
				counts,
			}),
		),
	);
	const ledger = createLedger(table.dm.userId);
	/** Commands of each player so far, and which of theirs are under way. */
	const sent = new Map<CutPlayer, number>();
	const underWay = new Map<Given, { readonly player: CutPlayer; readonly at: number }>();
	let count = 0;
	let sentAgain = 0;

	const view = (): GameView => players[0]!.client.state().confirmed!;
	const isAhead = (): boolean =>
		[...underWay.values()].some(({ player, at }) => sent.get(player)! - at >= MOST_LEFT_BEHIND);

	async function giveOne(): Promise<void> {
		const order = drawOrder(random, table, view());
		count += 1;
		const given = ledger.enter(`${name} ${count}`, order);
		const player = players.find(({ guest }) => guest === order.by)!;
		const at = (sent.get(player) ?? 0) + 1;
		sent.set(player, at);
		underWay.set(given, { player, at });
		await Promise.all(tries(player, random).map(async (send) => void given.answers.push(await send(given))));
		if (random() < AGAIN) {
			sentAgain += 1;
			given.answers.push(await player.callPlainly(given));
		}
		underWay.delete(given);
	}

	function tries(player: CutPlayer, drawn: Random): readonly CutPlayer["command"][] {
		const first = drawn() < PLAINLY ? player.callPlainly : player.command;
		if (drawn() >= TWICE) return [first];
		sentAgain += 1;
		return [first, player.callPlainly];
	}

	async function settled(player: CutPlayer): Promise<Settled> {
		const caller = callerAt(port(), player.guest.token);
		const deadline = performance.now() + SETTLE_MILLISECONDS;
		for (;;) {
			// A line that stands half-open is given up, as by a page that somebody looks at again.
			player.client.check();
			const { view: wanted, cursor } = await caller.room.query({ roomId: table.roomId });
			const { view: shown, pending } = player.client.state();
			const isSame = pending.length === 0 && canonical(shown) === canonical(wanted);
			const offset = Number(cursor.split(":").at(-1));
			if (isSame || performance.now() > deadline) return { player, isSame, shown, offset };
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	return {
		table,
		players,
		ledger,
		sentAgain: () => sentAgain,
		async playUntil(isEnough) {
			await lookUntil(() => players.every(({ client }) => client.state().confirmed !== undefined));
			const hand = async (): Promise<void> => {
				while (!isEnough()) {
					await lookUntil(() => !isAhead());
					await giveOne();
				}
			};
			await Promise.all(Array.from({ length: AT_ONCE }, hand));
		},
		settle: () => Promise.all(players.map(settled)),
		leave: async () => void (await Promise.all(players.map((player) => player.leave()))),
	};
}
