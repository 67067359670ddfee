import { getUntypedClient } from "@trpc/client";
import { callOf } from "../../client/encounters/call.js";
import type { CommandTold } from "../../src/encounters/router/wire.js";
import { seededRandom } from "../../src/wording/random.js";
import { lookUntil } from "../cuts/look-until.js";
import { answerOf, AT_THE_DOOR } from "./check-ledger.js";
import type { Order } from "./draw-order.js";
import { drawPair } from "./draw-pair.js";
import { follow, type Follower } from "./follower.js";
import { createLedger, type Given, type Ledger } from "./ledger.js";
import { type Caller, callerAt, openTable, type Table } from "./table.js";

export interface PairTableOptions {
	readonly name: string;
	readonly seed: string;
	/** Of the two instances. */
	readonly ports: readonly [number, number];
}

/** What one instance told of a command. */
export interface PairTold {
	readonly given: Given;
	readonly told: CommandTold;
}

/** Two commands, or one twice, given to two instances at once. */
export interface Pair {
	readonly isSame: boolean;
	readonly told: readonly PairTold[];
}

/** A table at which everything is given to two instances at once. */
export interface PairTable {
	readonly table: Table;
	readonly ledger: Ledger;
	readonly pairs: readonly Pair[];
	/** Of each kind of guest at each instance, over both doors. */
	readonly followers: readonly Follower[];
	/** Gives one pair after the other while there are some. */
	readonly play: (takePair: () => boolean) => Promise<void>;
	readonly leave: () => void;
}

/** Of a table's guests, those who follow: the DM, and one who does not know all. */
const FOLLOWING = [0, 1] as const;

/** Share of pairs that are one command under one id. */
const SAME = 0.5;

export async function openPairTable({ name, seed, ports }: PairTableOptions): Promise<PairTable> {
	const random = seededRandom(seed);
	const table = await openTable(ports[0], name, random);
	const { roomId, dm, guests } = table;
	const ledger = createLedger(dm.userId);
	const pairs: Pair[] = [];
	const callers = new Map<string, Caller>();
	for (const { userId, token } of guests)
		for (const port of ports) callers.set(`${userId} ${port}`, callerAt(port, token));
	const followers = FOLLOWING.flatMap((guest) =>
		ports.map((port, instance) =>
			follow({ port, roomId, guest: guests[guest]!, door: guest === instance ? "socket" : "stream" }),
		),
	);

	async function give(given: Given, { by }: Order, port: number): Promise<PairTold | undefined> {
		const viewer = by === dm ? ({ kind: "dm" } as const) : undefined;
		const { procedure, input } = callOf(given.body, viewer);
		const caller = getUntypedClient(callers.get(`${by.userId} ${port}`)!);
		try {
			const told = (await caller.mutation(procedure, { ...input, roomId, id: given.id })) as CommandTold;
			given.answers.push(answerOf(told));
			return { given, told };
		} catch (error) {
			const { message, data } = error as Error & { readonly data?: { readonly httpStatus?: number } };
			if (data?.httpStatus !== 403) throw error;
			given.answers.push({ ok: false, code: AT_THE_DOOR, reason: message });
			return undefined;
		}
	}

	async function givePair(number: number): Promise<void> {
		const [one, other] = drawPair(random, table, followers[0]!.view()!);
		const isSame = random() < SAME;
		const first = ledger.enter(`${name} ${number} a`, one);
		const second = isSame ? first : ledger.enter(`${name} ${number} b`, other);
		const [here, there] = random() < 0.5 ? ports : ([ports[1], ports[0]] as const);
		const told = await Promise.all([give(first, one, here), give(second, isSame ? one : other, there)]);
		pairs.push({ isSame, told: told.filter((answer) => answer !== undefined) });
	}

	return {
		table,
		ledger,
		pairs,
		followers,
		async play(takePair) {
			await lookUntil(() => followers.every((follower) => follower.view() !== undefined));
			for (let number = 1; takePair(); number += 1) await givePair(number);
		},
		leave: () => {
			for (const follower of followers) follower.leave();
		},
	};
}
