import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";

/** A real server in a process of its own, of which a test does what fate would. */
export interface ServerProcess {
	readonly url: string;
	/** Starts it, again where it was killed, at the same address; resolves when it answers. */
	readonly start: () => Promise<void>;
	/** Kills it, as a crash would. */
	readonly kill: () => Promise<void>;
	/** Halts it, so that it takes connections and answers nothing, until `thaw`. */
	readonly freeze: () => void;
	readonly thaw: () => void;
	/** Kills it and lets go of its files. */
	readonly remove: () => Promise<void>;
}

export interface ServerName {
	readonly command: string;
	/** The environment variable that names its file where it is not on the path. */
	readonly variable: string;
}

/** A kind of server that a machine may have. */
export interface ServerKind<Server extends ServerProcess> extends ServerName {
	/** Starts one from its file. */
	readonly launch: (path: string) => Promise<Server>;
}

export interface ProcessOptions {
	readonly path: string;
	readonly args: readonly string[];
	readonly port: number;
}

const START_MS = 10_000;

/** Where Debian keeps servers, which is not on everybody's path. */
const SYSTEM_FOLDER = "/usr/sbin";

/** The file of a kind of server, where this machine has one. */
export function findServer({ command, variable }: ServerName): string | undefined {
	const named = process.env[variable];
	const folders = [...(process.env["PATH"] ?? "").split(delimiter), SYSTEM_FOLDER];
	return [...(named ? [named] : []), ...folders.map((folder) => join(folder, command))].find(existsSync);
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}

async function answers(port: number): Promise<boolean> {
	const socket = connect(port, "127.0.0.1");
	try {
		await once(socket, "connect");
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

/** What all kinds of servers have in common, but for their address and their files. */
export function controlProcess({ path, args, port }: ProcessOptions): Omit<ServerProcess, "url" | "remove"> {
	let child: ChildProcess | undefined;
	const isRunning = (): boolean =>
		child !== undefined && child.exitCode === null && child.signalCode === null;
	return {
		start: async () => {
			child = spawn(path, args, { stdio: "ignore" });
			const deadline = Date.now() + START_MS;
			while (!(await answers(port))) {
				if (!isRunning() || Date.now() > deadline) throw new Error(`${path} does not start`);
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		},
		kill: async () => {
			if (!child || !isRunning()) return;
			const ended = once(child, "exit");
			child.kill("SIGKILL");
			await ended;
		},
		freeze: () => void child?.kill("SIGSTOP"),
		thaw: () => void child?.kill("SIGCONT"),
	};
}

/** A server of a kind, outside of a test; undefined where this machine has none. */
export async function startServer<Server extends ServerProcess>(
	kind: ServerKind<Server>,
): Promise<Server | undefined> {
	const path = findServer(kind);
	return path === undefined ? undefined : kind.launch(path);
}
