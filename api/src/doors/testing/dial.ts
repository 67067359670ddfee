import { once } from "node:events";
import { WebSocket } from "ws";

export interface SocketMessage {
	readonly event: string;
	readonly id?: string;
	readonly data: unknown;
}

/** A WebSocket reader that keeps its messages. */
export interface Dialled {
	readonly client: WebSocket;
	/** All messages but signs of life so far, once there are at least so many. */
	readonly messages: (count: number) => Promise<readonly SocketMessage[]>;
	/** Signs of life so far. */
	readonly beats: readonly SocketMessage[];
	/** Bodies of binary messages, as they came. */
	readonly binary: readonly Uint8Array[];
	/** The code with which it was closed. */
	readonly closed: Promise<number>;
}

/** Longer than anything here takes: a failing test says what is missing instead of timing out. */
const PATIENCE_MILLISECONDS = 8000;

/** Opens a WebSocket; resolves once it stands. */
export async function dial(
	port: number,
	path: string,
	options: { readonly autoPong?: boolean; readonly protocols?: readonly string[] } & {
		readonly headers?: Readonly<Record<string, string>>;
	} = {},
): Promise<Dialled> {
	const { protocols = [], ...rest } = options;
	const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], rest);
	const messages: SocketMessage[] = [];
	const beats: SocketMessage[] = [];
	const binary: Uint8Array[] = [];
	client.on("message", (data: Buffer, isBinary) => {
		if (isBinary) return void binary.push(data);
		const message = JSON.parse(String(data)) as SocketMessage;
		(message.event === "beat" ? beats : messages).push(message);
	});
	const closed = new Promise<number>((resolve) => client.once("close", resolve));
	await once(client, "open");
	client.on("error", () => undefined);
	return {
		client,
		beats,
		binary,
		closed,
		async messages(count) {
			const until = performance.now() + PATIENCE_MILLISECONDS;
			while (messages.length < count && performance.now() < until) {
				await new Promise((resolve) => setTimeout(resolve, 2));
			}
			if (messages.length < count) throw new Error(`the socket has only ${JSON.stringify(messages)}`);
			return messages;
		},
	};
}

/** Status and problem with which a handshake is refused. */
export async function refusedDial(
	port: number,
	path: string,
	options: ConstructorParameters<typeof WebSocket>[2] & { readonly protocols?: readonly string[] } = {},
): Promise<{ readonly status: number; readonly body: string }> {
	const { protocols = [], ...rest } = options;
	const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, [...protocols], rest);
	client.on("error", () => undefined);
	const [, answer] = (await once(client, "unexpected-response")) as [
		unknown,
		NodeJS.ReadableStream & { statusCode: number },
	];
	let body = "";
	for await (const chunk of answer) body += String(chunk);
	return { status: answer.statusCode, body };
}
