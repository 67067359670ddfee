import { connect, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import { CONNECT_MS, PING_MS, RETRY_MS } from "./nats-limits.js";

export interface NatsLinkOptions {
	readonly url: string;
	/** Told once each time that NATS goes away, or is not there at the start. */
	readonly report: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/**
 * The connection of a process to NATS, which may be absent at the start, hang, go and return. Nothing of it ever
 * throws because of that.
 */
export interface NatsLink {
	/** Whether others hear what is published now, and this process them. */
	readonly isUp: () => boolean;
	/** Tells the others who listen to a subject, never this process; false where it could not be passed on. */
	readonly publish: (subject: string, data: string) => boolean;
	/**
	 * Calls `heard` with what others publish, whenever NATS is there; `*` and `>` stand for what they do in NATS.
	 * Returns the stop.
	 */
	readonly subscribe: (subject: string, heard: (data: string) => void) => () => void;
	/** Resolves when NATS knows of everything that was subscribed to and published; rejects where it went away. */
	readonly settled: () => Promise<void>;
	/** Calls `turned` each time that NATS has come, every subscription known to it, or gone. Returns the stop. */
	readonly onTurn: (turned: () => void) => () => void;
	readonly close: () => Promise<void>;
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

/** Who listens to a subject, whether NATS is there or not. */
interface Listener {
	readonly subject: string;
	readonly heard: (data: string) => void;
	subscription?: Subscription;
}

/** Connects now, and again whenever the connection ends, until it is closed. Throws where `url` is no address. */
export function openNatsLink({ url, report }: NatsLinkOptions): NatsLink {
	const servers = natsServers(url);
	const listeners = new Set<Listener>();
	const turns = new Set<() => void>();
	let connection: NatsConnection | undefined;
	let isUp = false;
	let isClosed = false;
	let isReported = false;
	let stopWaiting: () => void = () => undefined;

	function subscribe(listener: Listener, to: NatsConnection): void {
		listener.subscription = to.subscribe(listener.subject, {
			callback: (error, message) => {
				if (!error) listener.heard(message.string());
			},
		});
	}

	function turn(isThere: boolean): void {
		isUp = isThere;
		for (const turned of turns) turned();
	}

	/** Connects, and resolves when the connection has ended, with why. Rejects where there is none. */
	async function serve(): Promise<Error | undefined> {
		const current = await connect({
			...servers,
			name: "earshot",
			noEcho: true,
			// What comes after a loss is the same as at the start: it is done here, and once.
			reconnect: false,
			timeout: CONNECT_MS,
			pingInterval: PING_MS,
			maxPingOut: 2,
		});
		if (isClosed) {
			await current.close();
			return undefined;
		}
		connection = current;
		for (const listener of listeners) subscribe(listener, current);
		const known = current.flush().then(() => {
			if (connection !== current) return;
			isReported = false;
			turn(true);
		});
		const ended = current.closed();
		await Promise.race([known, ended]);
		return (await ended) ?? undefined;
	}

	async function keepConnected(): Promise<void> {
		while (!isClosed) {
			const failure = await serve().catch((error: unknown) => error);
			connection = undefined;
			for (const listener of listeners) delete listener.subscription;
			if (isUp) turn(false);
			if (isClosed) return;
			if (!isReported) {
				isReported = true;
				report("NATS cannot be reached; it is tried again and again.", { err: failure });
			}
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
		publish: (subject, data) => {
			if (!isUp || connection?.isClosed() !== false) return false;
			try {
				connection.publish(subject, data);
				return true;
			} catch (error) {
				report("NATS does not take what it is told.", { subject, err: error });
				return false;
			}
		},
		subscribe: (subject, heard) => {
			const listener: Listener = { subject, heard };
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
		onTurn: (turned) => {
			turns.add(turned);
			return () => void turns.delete(turned);
		},
		close: async () => {
			isClosed = true;
			stopWaiting();
			await connection?.close();
			await running;
		},
	};
}
