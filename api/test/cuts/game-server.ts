import { payloadAt, type Town } from "./town.js";

/** A game server that tells of its town, payload after payload, each until it is acknowledged. */
export interface GameServer {
	/** Payloads acknowledged. */
	readonly acknowledged: () => number;
	readonly faults: readonly string[];
	readonly start: () => void;
	/** Tells one payload; not while it goes on by itself. */
	readonly tellOne: () => Promise<void>;
	/** Stops once the payload under way is acknowledged. */
	readonly stop: () => Promise<void>;
}

export interface GameServerOptions {
	readonly town: Town;
	readonly world: string;
	readonly apiKey: string;
	/** Asked before each request: another instance may take over. */
	readonly port: () => number;
	readonly random: () => number;
	/** Longest pause between two payloads. */
	readonly pauseMilliseconds: number;
	/** While true, no new payload is sent. */
	readonly isWaiting?: () => boolean;
}

/** One payload in so many says everything; the others what is new. */
const FULL_EVERY = 25;

/** A request that is not answered in this time is sent again. */
const ANSWER_MILLISECONDS = 5000;

const RETRY_MILLISECONDS = 20;

/** A service that has not taken the last payload by then will not. */
const GIVE_UP_MILLISECONDS = 30_000;

interface Answer {
	readonly status: number;
	readonly body: { readonly duplicate?: boolean; readonly needFull?: boolean };
}

export function createGameServer(options: GameServerOptions): GameServer {
	const { town, world, apiKey, port, random, pauseMilliseconds, isWaiting = () => false } = options;
	const faults: string[] = [];
	let acknowledged = 0;
	let overAt: number | undefined;
	let telling: Promise<void> | undefined;

	const pause = (milliseconds: number): Promise<void> =>
		new Promise((resolve) => setTimeout(resolve, milliseconds));

	async function ask(payload: object): Promise<Answer> {
		const response = await fetch(`http://127.0.0.1:${port()}/v1/snapshot/game`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-api-key": apiKey },
			body: JSON.stringify({ ...payload, world }),
		});
		return { status: response.status, body: (await response.json()) as Answer["body"] };
	}

	/**
	 * Undefined where there was no answer: the payload may have been taken or not. The clock is a timer of its own: a
	 * signal's may be collected with it in Node 20, and the answer of a server that was killed then never ends.
	 */
	async function send(payload: object): Promise<Answer | undefined> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<undefined>((resolve) => {
			timer = setTimeout(resolve, ANSWER_MILLISECONDS, undefined);
		});
		const answered = ask(payload).catch(() => undefined);
		return Promise.race([answered, late]).finally(() => clearTimeout(timer));
	}

	/** Sends a payload until it is taken. */
	async function deliver(seq: number): Promise<void> {
		let full = seq === 1 || seq % FULL_EVERY === 0;
		let mayBeTaken = false;
		for (;;) {
			const answer = await send(payloadAt(town, seq, { full }));
			if (answer?.status === 200) {
				if (answer.body.duplicate === true && !mayBeTaken) {
					faults.push(`payload ${seq} of ${town.source} was called a repeat when it was new`);
				}
				return;
			}
			mayBeTaken = true;
			if (answer?.status === 409) full = true;
			else if (answer && answer.status !== 503 && answer.status !== 429) {
				faults.push(`payload ${seq} of ${town.source}: ${answer.status} ${JSON.stringify(answer.body)}`);
			} else await pause(RETRY_MILLISECONDS);
			if (overAt !== undefined && performance.now() - overAt > GIVE_UP_MILLISECONDS) {
				faults.push(`payload ${seq} of ${town.source} was never taken: ${JSON.stringify(answer)}`);
			}
			if (faults.length > 0) return;
		}
	}

	async function tellOne(): Promise<void> {
		await deliver(acknowledged + 1);
		acknowledged += 1;
	}

	async function tell(): Promise<void> {
		while (overAt === undefined && faults.length === 0) {
			if (!isWaiting()) await tellOne();
			await pause(random() * pauseMilliseconds);
		}
	}

	return {
		acknowledged: () => acknowledged,
		faults,
		start: () => void (telling ??= tell()),
		tellOne,
		async stop() {
			overAt = performance.now();
			await telling;
		},
	};
}
