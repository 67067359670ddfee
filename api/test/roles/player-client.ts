import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";
import type {
	ActionResultWire,
	ActionWire,
	ExperienceCommandWire,
	PlayerViewWire,
	SharedWorldWire,
} from "../../../game/src/shared/wire/index.js";
import { userToken } from "../cuts/credentials.js";

/** The experience that all of these play. */
export const EXPERIENCE = "wylding-woods";

/** Between two tries to come back, in milliseconds, chosen anew each time so that not all come at once. */
const RETRY_LEAST_MS = 20;
const RETRY_MOST_MS = 200;

/** After which a question is asked again, with the same id, in milliseconds. */
const ASK_AGAIN_MS = 3_000;

/** A message of the two topics, with the place after it. */
export interface ToldMessage {
	readonly type: string;
	readonly cursor: string;
}

/** How a connection ended. */
export interface Ending {
	readonly code: number;
	/** The cursor that a goodbye told. */
	readonly goodbye: string | undefined;
}

export interface PlayerClientOptions {
	readonly userId: string;
	/** Ports of the sessions to choose from now. */
	readonly ports: () => readonly number[];
}

/** A client of a player, which comes back with its cursor whenever its connection ends. */
export interface PlayerClient {
	readonly userId: string;
	readonly isConnected: () => boolean;
	/** The place from which its record leads on. */
	readonly from: () => string;
	/** Everything that it was told of both topics, in order, over all of its connections. */
	readonly told: readonly ToldMessage[];
	readonly cursor: () => string;
	readonly view: () => PlayerViewWire;
	readonly world: () => SharedWorldWire;
	/** Times that it was told to start over. */
	readonly resets: () => number;
	readonly endings: readonly Ending[];
	/** Milliseconds from each end of a connection to the next one that stood. */
	readonly absences: readonly number[];
	/** Codes of errors that it was answered with. */
	readonly errors: readonly string[];
	/** Does an action, once, however often it has to be asked for; resolves with its answer. */
	readonly act: (action: ActionWire) => Promise<ActionResultWire>;
	readonly close: () => void;
}

interface Message extends ToldMessage {
	readonly id?: string;
	readonly code?: string;
}

const pause = (milliseconds: number): Promise<void> =>
	new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Resolves when it stands for the first time, with its view and world. */
export async function openPlayerClient({ userId, ports }: PlayerClientOptions): Promise<PlayerClient> {
	const token = await userToken(userId);
	const told: ToldMessage[] = [];
	const endings: Ending[] = [];
	const absences: number[] = [];
	const errors: string[] = [];
	const waiting = new Map<string, (answer: ActionResultWire | undefined) => void>();
	let socket: WebSocket | undefined;
	let view: PlayerViewWire | undefined;
	let world: SharedWorldWire | undefined;
	let ownFrom = "";
	let sharedFrom = "";
	let cursor = "";
	let resets = 0;
	let isConnected = false;
	let isClosed = false;
	let endedAt: number | undefined;
	let goodbye: string | undefined;

	function hear(message: Message): void {
		switch (message.type) {
			case "connected":
				isConnected = true;
				if (endedAt !== undefined) absences.push(performance.now() - endedAt);
				endedAt = undefined;
				return;
			case "view":
				({ view } = message as Message & { readonly view: PlayerViewWire });
				[ownFrom = ""] = message.cursor.split("~");
				break;
			case "world":
				({ world } = message as Message & { readonly world: SharedWorldWire });
				[, sharedFrom = ""] = message.cursor.split("~");
				break;
			case "world_update":
			case "quest_update":
			case "content":
				told.push(message);
				break;
			case "heartbeat":
				break;
			case "reset":
				resets += 1;
				return;
			case "close":
				goodbye = message.cursor;
				return;
			case "action_result":
				return waiting.get(message.id ?? "")?.(message as Message & ActionResultWire);
			case "error":
				errors.push(message.code ?? "");
				return waiting.get(message.id ?? "")?.(undefined);
			default:
				return;
		}
		cursor = message.cursor;
	}

	/** One connection, from its beginning to its end. */
	async function connect(): Promise<void> {
		const choice = ports();
		const port = choice[Math.floor(Math.random() * choice.length)];
		if (port === undefined) return;
		const query = new URLSearchParams({ experience: EXPERIENCE, token, ...(cursor !== "" && { cursor }) });
		const current = new WebSocket(`ws://127.0.0.1:${port}/ws/experience?${query.toString()}`);
		socket = current;
		goodbye = undefined;
		const ended = new Promise<number>((resolve) => current.once("close", resolve));
		current.on("error", () => undefined);
		current.on("message", (data) => hear(JSON.parse(String(data)) as Message));
		const code = await ended;
		if (isConnected) {
			endings.push({ code, goodbye });
			endedAt = performance.now();
		}
		isConnected = false;
		for (const answer of [...waiting.values()]) answer(undefined);
	}

	async function keepConnected(): Promise<void> {
		while (!isClosed) {
			await connect();
			await pause(RETRY_LEAST_MS + Math.random() * (RETRY_MOST_MS - RETRY_LEAST_MS));
		}
	}

	/** Undefined where there was no answer, or that it cannot be done now. */
	function ask(
		message: ExperienceCommandWire & { readonly id: string },
	): Promise<ActionResultWire | undefined> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => resolve(undefined), ASK_AGAIN_MS);
			waiting.set(message.id, (answer) => {
				clearTimeout(timer);
				waiting.delete(message.id);
				resolve(answer);
			});
			socket?.send(JSON.stringify(message));
		});
	}

	void keepConnected();
	while (view === undefined || world === undefined) {
		if (isClosed) throw new Error("it was closed before it stood");
		await pause(RETRY_LEAST_MS);
	}
	return {
		userId,
		told,
		endings,
		absences,
		errors,
		isConnected: () => isConnected,
		from: () => `${ownFrom}~${sharedFrom}`,
		cursor: () => cursor,
		view: () => view!,
		world: () => world!,
		resets: () => resets,
		act: async (action) => {
			const id = randomUUID();
			for (;;) {
				const answer = isConnected ? await ask({ type: "action", id, ...action }) : undefined;
				if (answer) return answer;
				if (isClosed) throw new Error("it was closed before it was answered");
				await pause(RETRY_MOST_MS);
			}
		},
		close: () => {
			isClosed = true;
			socket?.terminate();
		},
	};
}
