import { createTRPCUntypedClient, httpLink, TRPCClientError } from "@trpc/client";
import { WebSocket } from "ws";
import { abortable } from "../../client/abortable.js";
import { systemClock } from "../../client/clock.js";
import { callOf } from "../../client/encounters/call.js";
import { CommandFailed, createEncounterClient, type EncounterClient } from "../../client/encounters/index.js";
import type { CommandTold } from "../../src/encounters/router/wire.js";
import type { Random } from "../../src/wording/random.js";
import { chooseFaults, type FaultKind } from "../fault-proxy/fault-plan.js";
import { startFaultProxy } from "../fault-proxy/fault-proxy.js";
import type { CutCounts } from "../cuts/cut-counts.js";
import { AT_THE_DOOR, answerOf } from "./check-ledger.js";
import { hastyClock } from "./hasty-clock.js";
import type { Answer, Given } from "./ledger.js";
import type { Guest, Table } from "./table.js";

export interface CutPlayerOptions {
	readonly table: Table;
	readonly guest: Guest;
	/** Through which they follow. */
	readonly door: "socket" | "stream";
	/** Of the service. */
	readonly port: () => number;
	readonly random: Random;
	/** Whether connections that begin now are cut. */
	readonly isCutting: () => boolean;
	readonly counts: CutCounts;
}

/** Somebody at a table behind a proxy of their own, who is cut off over and over. */
export interface CutPlayer {
	readonly guest: Guest;
	readonly client: EncounterClient;
	/** Gives a command by the client, which sends it until it is answered. */
	readonly command: (given: Given) => Promise<Answer>;
	/** Gives it by tRPC's own client, under the same id however often. */
	readonly callPlainly: (given: Given) => Promise<Answer>;
	/** Connections through which they followed. */
	readonly followed: () => number;
	readonly leave: () => Promise<void>;
}

/** Those that cost a player a wait are rarer. */
const FAULTS: readonly FaultKind[] = [
	...Array<FaultKind>(5).fill("close"),
	...Array<FaultKind>(5).fill("reset"),
	"stall",
	"half_open",
];

/** Bytes within which a connection is cut: in its head, in an answer, some answers on, after a view and its news. */
const SPANS = [60, 600, 4_000, 60_000] as const;

/** Share of connections that are cut. */
const CUT = 0.6;

/** Hardly seen by a person. */
const STALL_MILLISECONDS = 120;

/** For an answer, before a plain call is made anew. */
const ANSWER_MILLISECONDS = 3_000;

/** Before a plain call is made anew. */
const AGAIN_MILLISECONDS = 20;

export async function createCutPlayer(options: CutPlayerOptions): Promise<CutPlayer> {
	const { table, guest, door, random, isCutting, counts } = options;
	const isDm = guest === table.dm;
	const name = `${isDm ? "DM" : "player"} over ${door === "socket" ? "WebSocket" : "SSE"}`;
	const left = new AbortController();
	let followed = 0;
	const proxy = await startFaultProxy({
		plan: () => ({
			target: options.port(),
			...(isCutting() &&
				random() < CUT && {
					faults: chooseFaults({
						random,
						kinds: FAULTS,
						stallMilliseconds: STALL_MILLISECONDS,
						spans: SPANS,
					}),
				}),
		}),
		onFault: ({ kind }) => (kind === "stall" ? counts.note(kind) : counts.add(name, kind)),
	});
	const baseUrl = `http://127.0.0.1:${proxy.port}`;

	/** Leads through the one door, as a way on which the other does not work. */
	class Dialled extends WebSocket {
		constructor(address: string, protocols: string[]) {
			super(door === "socket" ? address : address.replace("/ws/trpc", "/ws/none"), protocols);
			this.on("open", () => (followed += 1));
		}
	}
	const client = createEncounterClient({
		baseUrl,
		roomId: table.roomId,
		token: guest.token,
		WebSocket: Dialled,
		fetch: async (url, init) => {
			const isStream = new Headers(init.headers).get("accept") === "text/event-stream";
			if (isStream && door === "socket") throw new TypeError("No streams come through here.");
			const response = await fetch(url, init);
			if (isStream && response.ok) followed += 1;
			return response;
		},
		random,
		clock: hastyClock,
	});
	client.start();

	const plain = createTRPCUntypedClient({
		links: [httpLink({ url: `${baseUrl}/trpc`, headers: { authorization: `Bearer ${guest.token}` } })],
	});

	async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
		const trying = abortable(systemClock, left.signal, ask);
		const timer = setTimeout(() => trying.abort(new Error("no answer")), ANSWER_MILLISECONDS);
		return trying.done.finally(() => clearTimeout(timer));
	}

	async function callPlainly({ id, body }: Given): Promise<Answer> {
		const viewer = isDm ? ({ kind: "dm" } as const) : ({ kind: "player", userId: guest.userId } as const);
		const { procedure, input } = callOf(body, viewer);
		for (;;) {
			try {
				const asked = { ...input, roomId: table.roomId, id };
				return answerOf(
					(await inTime((signal) => plain.mutation(procedure, asked, { signal }))) as CommandTold,
				);
			} catch (error) {
				const reason = refusalIn(error);
				if (reason !== undefined) return { ok: false, code: AT_THE_DOOR, reason };
				if (left.signal.aborted) throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MILLISECONDS));
		}
	}

	return {
		guest,
		client,
		async command({ id, body }) {
			try {
				return answerOf(await client.command(body, { id }));
			} catch (error) {
				if (!(error instanceof CommandFailed)) throw error;
				return { ok: false, code: AT_THE_DOOR, reason: error.message };
			}
		},
		callPlainly,
		followed: () => followed,
		async leave() {
			left.abort();
			client.close();
			await proxy.close();
		},
	};
}

/** Statuses that pass: what was too much at once, or could not be had just now. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 502, 503]);

/** Why a call is refused for good; undefined where there is no answer, or another time there may be another. */
function refusalIn(error: unknown): string | undefined {
	if (!(error instanceof TRPCClientError)) return undefined;
	const { data } = error as { readonly data?: { readonly httpStatus?: number } | null };
	const status = data?.httpStatus;
	return status === undefined || PASSING.has(status) ? undefined : error.message;
}
