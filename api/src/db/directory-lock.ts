import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpathSync, rmSync, statSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "./database-error.js";

/** What the name of a socket may be long on every system, in bytes. */
const SOCKET_NAME_BYTES = 100;
/** For another process that takes over the same dead owner's lock at this moment. */
const SETTLE_MS = 20;

/** Held until it is released, or its process ends in whatever way. */
export interface DirectoryLock {
	readonly release: () => Promise<void>;
}

/**
 * Makes this process the only one with the directory: a socket in it that somebody listens to. The system closes it
 * with the process, so that nothing is left to be cleaned up after a crash. Rejects with DatabaseError `taken`.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
	const address = addressOf(directory);
	let server = await listen(address);
	if (!server) {
		if (await answers(address)) throw taken(directory);
		// The socket's owner is dead.
		rmSync(address, { force: true });
		server = await listen(address);
		if (!server) throw taken(directory);
		const ours = statSync(address).ino;
		await sleep(SETTLE_MS);
		if (statSync(address, { throwIfNoEntry: false })?.ino !== ours) {
			server.close();
			throw taken(directory);
		}
	}
	const held = server;
	held.unref();
	return {
		async release() {
			held.close();
			await once(held, "close");
		},
	};
}

function addressOf(directory: string): string {
	const name = createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 24);
	if (process.platform === "win32") return `\\\\.\\pipe\\earshot-${name}`;
	const inside = join(directory, "lock");
	return Buffer.byteLength(inside) <= SOCKET_NAME_BYTES ? inside : join(tmpdir(), `earshot-${name}`);
}

/** Listens there, or gives nothing where somebody does, or did. */
async function listen(address: string): Promise<Server | undefined> {
	const server = createServer((socket) => socket.destroy()).listen(address);
	try {
		await once(server, "listening");
		return server;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") return undefined;
		throw error;
	}
}

async function answers(address: string): Promise<boolean> {
	const socket = connect(address);
	try {
		await once(socket, "connect");
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

function taken(directory: string): DatabaseError {
	return new DatabaseError(
		"taken",
		`another process has the embedded database open; stop it, or set DATA_DIR or DATABASE_URL`,
		{ cause: new Error(`${directory} is locked`) },
	);
}
