import { controlProcess, freePort, type ServerKind, type ServerProcess } from "./server-process.js";

/** A NATS of its own. */
export interface NatsServer extends ServerProcess {
	/** How many subscriptions its clients hold, by its own count. */
	readonly subscriptions: () => Promise<number>;
	/** How many clients are connected. */
	readonly connections: () => Promise<number>;
}

async function launch(path: string): Promise<NatsServer> {
	const port = await freePort();
	const monitor = await freePort();
	const args = ["-a", "127.0.0.1", "-p", String(port), "-m", String(monitor)];
	const server = controlProcess({ path, port, args });
	await server.start();
	const clients = async (): Promise<readonly { readonly subscriptions: number }[]> => {
		const answer = await fetch(`http://127.0.0.1:${monitor}/connz?limit=100000`);
		return ((await answer.json()) as { connections: readonly { readonly subscriptions: number }[] })
			.connections;
	};
	return {
		...server,
		url: `nats://127.0.0.1:${port}`,
		subscriptions: async () => (await clients()).reduce((sum, { subscriptions }) => sum + subscriptions, 0),
		connections: async () => (await clients()).length,
		remove: server.kill,
	};
}

export const NATS_KIND: ServerKind<NatsServer> = { command: "nats-server", variable: "NATS_SERVER", launch };
