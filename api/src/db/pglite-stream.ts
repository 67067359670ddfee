import { Duplex } from "node:stream";
import type { PgliteProcess } from "./pglite-process.js";

/** What a server says to a client that needs no password: it is let in, and may ask. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** The message by which a client says that it leaves. */
const TERMINATE = 0x58;

type Done = (error?: Error | null) => void;

/**
 * One connection to PGlite, in the place of a socket, so that `pg` talks to it as to any PostgreSQL. What the client
 * writes together (all messages of one query) is handed over together.
 */
export class PgliteStream extends Duplex {
	#welcomed = false;

	constructor(private readonly pglite: PgliteProcess) {
		super({ allowHalfOpen: false });
	}

	connect(): this {
		this.pglite.connect().then(
			() => this.emit("connect"),
			(error: Error) => this.destroy(error),
		);
		return this;
	}

	override _write(bytes: Buffer, _encoding: BufferEncoding, done: Done): void {
		this.#hand(bytes, done);
	}

	override _writev(writes: { readonly chunk: Buffer }[], done: Done): void {
		this.#hand(Buffer.concat(writes.map(({ chunk }) => chunk)), done);
	}

	override _read(): void {
		// Answers are pushed as they come.
	}

	#hand(bytes: Buffer, done: Done): void {
		if (!this.#welcomed) {
			this.#welcomed = true;
			this.push(WELCOME);
			done();
			return;
		}
		if (bytes[0] === TERMINATE) {
			this.push(null);
			done();
			return;
		}
		this.pglite.ask(bytes).then((answer) => {
			this.push(answer);
			done();
		}, done);
	}

	/** A socket's, of no meaning here. */
	setNoDelay(): this {
		return this;
	}

	setKeepAlive(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}
