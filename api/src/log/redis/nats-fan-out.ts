import { createHash } from "node:crypto";
import { connect, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import type { FanOut } from "./fan-out.js";
import { CONNECT_MS, NATS_PING_MS, RETRY_MS } from "./redis-log-limits.js";

export interface NatsFanOutOptions {
	readonly url: string;
	/** It is there, again or for the first time, and hears of every topic that is listened to. */
	readonly onUp: () => void;
	readonly onDown: () => void;
}

/** A subject's tokens end at dots and know wildcards; a topic holds whatever it likes, so its hash stands for it. */
function subjectOf(topic: string): string {
	return `earshot.log.${createHash("sha256").update(topic).digest("base64url")}`;
}

/** Settings of a connection to one or several servers (`nats://user:password@host:4222,nats://…`). */
export function natsServers(url: string): { servers: string[]; user?: string; pass?: string } {
	const servers = url.split(",").map((one) => new URL(one));
	const { username, password } = servers[0]!;
	return {
		servers: servers.map(({ host }) => host),
		...(username && { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
	};
}

/** Who listens to a topic, whether NATS is there or not. */
interface Listener {
	readonly subject: string;
	readonly heard: (news: string) => void;
	subscription?: Subscription;
}

/** News of topics over NATS, which may be absent at the start, go and return. */
export function createNatsFanOut({ url, onUp, onDown }: NatsFanOutOptions): FanOut {
	const servers = natsServers(url);
	const listeners = new Set<Listener>();
	let connection: NatsConnection | undefined;
	let isUp = false;
	let isClosed = false;
	let stopWaiting: () => void = () => undefined;

	function subscribe(listener: Listener, to: NatsConnection): void {
		listener.subscription = to.subscribe(listener.subject, {
			callback: (error, message) => {
				if (!error) listener.heard(message.string());
			},
		});
	}

	/** Connects, and resolves when the connection has ended. Rejects where there is none. */
	async function serve(): Promise<void> {
		const current = await connect({
			...servers,
			name: "earshot",
			noEcho: true,
			// What comes after a loss is the same as at the start: it is done here, and once.
			reconnect: false,
			timeout: CONNECT_MS,
			pingInterval: NATS_PING_MS,
			maxPingOut: 2,
		});
		if (isClosed) return current.close();
		connection = current;
		for (const listener of listeners) subscribe(listener, current);
		const heard = current.flush().then(() => {
			if (connection !== current) return;
			isUp = true;
			onUp();
		});
		const ended = current.closed();
		await Promise.race([heard, ended]);
		await ended;
	}

	async function keepConnected(): Promise<void> {
		while (!isClosed) {
			try {
				await serve();
			} catch {
				// `isUp` says so; it is tried again.
			}
			connection = undefined;
			for (const listener of listeners) delete listener.subscription;
			const wasUp = isUp;
			isUp = false;
			if (isClosed) return;
			if (wasUp) onDown();
			await pause();
		}
	}

	function pause(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, RETRY_MS);
			stopWaiting = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	const running = keepConnected();

	return {
		isUp: () => isUp,
		say: (topic, news) => {
			if (isUp && connection?.isClosed() === false) connection.publish(subjectOf(topic), news);
		},
		hear: (topic, heard) => {
			const listener: Listener = { subject: subjectOf(topic), heard };
			listeners.add(listener);
			if (connection?.isClosed() === false) subscribe(listener, connection);
			return () => {
				listeners.delete(listener);
				listener.subscription?.unsubscribe();
			};
		},
		settled: async () => {
			await connection?.flush();
		},
		close: async () => {
			isClosed = true;
			stopWaiting();
			await connection?.close();
			await running;
		},
	};
}
