import { once } from "node:events";
import { WebSocket } from "ws";

export type Message = Readonly<Record<string, unknown>> & { readonly type: string; readonly cursor?: string };

/** A player's client that keeps what it is told, signs of life aside. */
export interface PlayerClient {
	readonly socket: WebSocket;
	readonly messages: Message[];
	readonly heartbeats: readonly Message[];
	readonly send: (message: object) => void;
	/** The next message of a type, kept or still to come; the others stay. */
	readonly next: (type: string) => Promise<Message>;
	/** Once there are so many of a type, all of them. */
	readonly all: (type: string, count: number) => Promise<readonly Message[]>;
	/** The last cursor that it was told. */
	readonly cursor: () => string | undefined;
	/** The code with which it was closed. */
	readonly closed: Promise<number>;
}

/** Longer than anything here takes: a failing test says what is missing instead of timing out. */
const PATIENCE_MS = 15_000;

export interface DialOptions {
	readonly token?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly protocols?: readonly string[];
	readonly query?: Readonly<Record<string, string>>;
	/** Hears of everything that it is told, in its order. */
	readonly onMessage?: (message: Message) => void;
}

function open(port: number, { token, headers, protocols = [], query = {} }: DialOptions): WebSocket {
	const parameters = new URLSearchParams({ ...query, ...(token !== undefined && { token }) });
	return new WebSocket(`ws://127.0.0.1:${port}/ws/experience?${parameters}`, [...protocols], { headers });
}

/** Opens a client; resolves once it stands. */
export async function dialPlayer(port: number, options: DialOptions): Promise<PlayerClient> {
	const socket = open(port, options);
	const messages: Message[] = [];
	const heartbeats: Message[] = [];
	let cursor: string | undefined;
	socket.on("message", (data) => {
		const message = JSON.parse(String(data)) as Message;
		cursor = message.cursor ?? cursor;
		options.onMessage?.(message);
		(message.type === "heartbeat" ? heartbeats : messages).push(message);
	});
	const closed = new Promise<number>((resolve) => socket.once("close", resolve));
	await once(socket, "open");
	socket.on("error", () => undefined);

	async function until(look: () => boolean, what: string): Promise<void> {
		const end = performance.now() + PATIENCE_MS;
		while (!look()) {
			if (performance.now() > end)
				throw new Error(`${what}; it has ${JSON.stringify(messages).slice(0, 2000)}`);
			await new Promise((resolve) => setTimeout(resolve, 2));
		}
	}
	const isOf = (type: string) => (message: Message) => message.type === type;

	return {
		socket,
		messages,
		heartbeats,
		closed,
		cursor: () => cursor,
		send: (message) => socket.send(JSON.stringify(message)),
		async next(type) {
			await until(() => messages.some(isOf(type)), `no ${type} came`);
			return messages.splice(messages.findIndex(isOf(type)), 1)[0]!;
		},
		async all(type, count) {
			await until(() => messages.filter(isOf(type)).length >= count, `not ${count} of ${type} came`);
			return messages.filter(isOf(type));
		},
	};
}

/** Status and body with which a handshake is refused. */
export async function refusedPlayer(port: number, options: DialOptions) {
	const socket = open(port, options);
	socket.on("error", () => undefined);
	const [, answer] = (await once(socket, "unexpected-response")) as [
		unknown,
		NodeJS.ReadableStream & { statusCode: number; headers: Record<string, string> },
	];
	let body = "";
	for await (const chunk of answer) body += String(chunk);
	return { status: answer.statusCode, type: answer.headers["content-type"], body };
}
