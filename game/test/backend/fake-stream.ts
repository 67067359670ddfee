import type { StreamListener, StreamPort } from "../../src/server/backend/stream-port";
import type { AnswerWire } from "../../src/shared/wire";
import type { SeededRandom } from "../harness/random";
import { FakeJson } from "./fake-json";
import type { TalkBackend } from "./talk-backend";

const BEAT_SECONDS = 15;

interface Reader {
	readonly listener: StreamListener;
	offset: number;
	/** Written by the backend and not yet arrived. */
	text: string;
	/** Seconds before which the next beat is not due. */
	beatAt: number;
	isStopped: boolean;
}

/** The backend's stream of answers in virtual time, its text arriving in pieces of any size. */
export class FakeStream implements StreamPort {
	/** The engine has streams. */
	exists = true;
	/** Nothing arrives, and nobody says why. */
	isSilent = false;
	opened = 0;
	readonly violations: string[] = [];
	private reader: Reader | undefined;
	private readonly stopped: StreamListener[] = [];
	private readonly json = new FakeJson();

	constructor(
		private readonly backend: TalkBackend,
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {}

	readonly decode = (text: string): unknown => this.json.decode(text);

	readonly open = (path: string, listener: StreamListener): (() => void) => {
		if (!this.exists) error("WebStreamClient is not enabled in RCC");
		if (this.isOpen()) this.violations.push("two streams are open");
		this.opened += 1;
		const cursor = path.match("cursor=([^&]+)")[0] as string;
		const offset = this.backend.offsetOf(cursor.gsub("%%3A", ":")[0]);
		const reset = `event: reset\ndata: {}\n\nid: ${this.backend.cursor()}\nevent: state\ndata: {}\n\n`;
		const reader: Reader = {
			listener,
			offset: offset ?? this.backend.events().size(),
			text: `retry: 3000\n\n${offset === undefined ? reset : ""}`,
			beatAt: this.now() + BEAT_SECONDS,
			isStopped: false,
		};
		this.reader = reader;
		return () => {
			reader.isStopped = true;
			this.stopped.push(listener);
		};
	};

	isOpen(): boolean {
		return this.reader !== undefined && !this.reader.isStopped;
	}

	step(): void {
		const { reader } = this;
		if (reader === undefined || reader.isStopped || this.isSilent) return;
		const events = this.backend.events();
		while (reader.offset < events.size()) {
			reader.offset += 1;
			const id = this.backend.cursor(reader.offset);
			reader.text += `id: ${id}\nevent: answer\ndata: ${this.textOf(events[reader.offset - 1]!)}\n\n`;
		}
		if (this.now() >= reader.beatAt) {
			reader.beatAt = this.now() + BEAT_SECONDS;
			reader.text += `:\nid: ${this.backend.cursor(reader.offset)}\n\n`;
		}
		while (reader.text !== "" && !reader.isStopped) {
			const size = this.random.integer(1, 40);
			const piece = reader.text.sub(1, size);
			reader.text = reader.text.sub(size + 1);
			reader.listener.text(piece);
			if (this.random.chance(0.3)) break;
		}
	}

	/** Streams that were let go of speak and end once more, as an engine's may. */
	haunt(text: string): void {
		for (const listener of this.stopped) {
			listener.text(text);
			listener.ended("it was closed");
		}
	}

	/** The connection is gone, in the middle of whatever was on its way. */
	cut(): void {
		const { reader } = this;
		this.reader = undefined;
		if (reader !== undefined && !reader.isStopped) reader.listener.ended("400 connection closed");
	}

	private textOf(answer: AnswerWire): string {
		const encoding = this.json.encode(answer);
		return encoding.ok ? encoding.text : error(encoding.reason);
	}
}
