import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { ActionWire } from "../../../game/src/shared/wire/index.js";
import { sendJson } from "./send-json.js";
import { userEnd, type Woods } from "./woods.js";
import { createWoodsReader } from "./woods-reader.js";

/** A command as it came. */
export type Command = { readonly type: string; readonly id?: string; readonly content?: string } & ActionWire;

export interface WoodsServer {
	readonly url: string;
	/** Paths of requests and handshakes, in their order, without their queries. */
	readonly requests: readonly string[];
	/** Cursors of handshakes; undefined where one named none. */
	readonly cursors: readonly (string | undefined)[];
	readonly commands: readonly Command[];
	/** Whom a token is for; undefined where it is refused. Default: the token is the user's id. */
	userOf: (token: string) => string | undefined;
	/** Answers a command in place of the woods where it gives something. */
	answer: (command: Command) => object | undefined;
	/** Whether commands are done and the connection is cut before their answer goes out. */
	cutBeforeAnswers: boolean;
	/** Whether handshakes are answered at all. */
	isAway: boolean;
	readonly cut: () => void;
	readonly close: (reason: string, code: number) => void;
	readonly stop: () => Promise<void>;
}

/** Speaks the protocol of `/ws/experience` for one stand-in world, on 127.0.0.1. */
export async function startWoodsServer(woods: Woods): Promise<WoodsServer> {
	const requests: string[] = [];
	const cursors: (string | undefined)[] = [];
	const commands: Command[] = [];
	const done = new Map<string, object>();
	const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => "earshot.v1" });
	const server = createServer((req, res) => {
		requests.push(new URL(req.url ?? "/", "http://x").pathname);
		const user = state.userOf((req.headers.authorization ?? "").replace("Bearer ", ""));
		sendJson(
			res,
			user === undefined ? 401 : 200,
			user === undefined ? { detail: "The token is not valid here." } : {},
		);
	});

	function answerOf(userId: string, command: Command): object {
		const { type, id } = command;
		const key = `${userId} ${id}`;
		const known = done.get(key);
		if (known) return { ...known, repeated: true };
		if (type === "chat") {
			const message_id = `m-${id}`;
			for (const [index, text] of ["So you say: ", command.content ?? ""].entries()) {
				woods.narrate(userId, { message_id, text, index, done: index === 1 });
			}
			done.set(key, { type: "chat_accepted", id, message_id });
		} else {
			const success = woods.act(userId, command);
			const changed = success && { state_changes: { cursor: userEnd(woods, userId) } };
			done.set(key, {
				type: "action_result",
				id,
				action: command.action,
				success,
				message: "So be it.",
				...changed,
			});
		}
		return done.get(key)!;
	}

	function serve(socket: WebSocket, userId: string, cursor: string | undefined): void {
		const reader = createWoodsReader(woods, userId, cursor);
		const say = (message: object): void => socket.send(JSON.stringify(message));
		const pump = (): void => reader.pull().forEach(say);
		const stopWatching = woods.watch(pump);
		socket.on("close", stopWatching);
		socket.on("error", () => undefined);
		socket.on("message", (data) => {
			const command = JSON.parse(String(data)) as Command;
			commands.push(command);
			if (command.type === "position") return;
			const answer = state.answer(command) ?? answerOf(userId, command);
			if (state.cutBeforeAnswers) socket.terminate();
			else say(answer);
		});
		pump();
	}

	server.on("upgrade", (req, stream, head) => {
		const url = new URL(req.url ?? "/", "http://x");
		requests.push(url.pathname);
		const [, offered = ""] = (req.headers["sec-websocket-protocol"] ?? "").split(/, ?/);
		const user = state.isAway ? undefined : state.userOf(offered.replace("bearer.", ""));
		if (user === undefined) return void stream.end("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n");
		const cursor = url.searchParams.get("cursor") ?? undefined;
		cursors.push(cursor);
		sockets.handleUpgrade(req, stream, head, (socket) => serve(socket, user, cursor));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const state: WoodsServer = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		cursors,
		commands,
		userOf: (token) => token,
		answer: () => undefined,
		cutBeforeAnswers: false,
		isAway: false,
		cut() {
			for (const socket of sockets.clients) socket.terminate();
		},
		close(reason, code) {
			for (const socket of sockets.clients) {
				socket.send(JSON.stringify({ type: "close", reason, cursor: "~" }));
				socket.close(code, reason);
			}
		},
		async stop() {
			state.cut();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return state;
}
