import { createInbox } from "../../src/server/backend/inbox";
import type { Inbox } from "../../src/server/backend/inbox";
import { newTalkCounters } from "../../src/server/backend/talk-counters";
import { RequestBudget } from "../../src/server/state/budget";
import { Notices } from "../../src/server/state/notices";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import { SeededRandom } from "../harness/random";
import { FakeStream } from "./fake-stream";
import { TalkBackend } from "./talk-backend";
import { TalkLine } from "./talk-line";

const FRAME_SECONDS = 0.125;

/** An inbox, its two transports and its backend, in virtual time. */
export class InboxRig {
	now = 0;
	isAwaited = true;
	readonly heard: string[] = [];
	readonly logged: string[] = [];
	resets = 0;
	readonly counters = newTalkCounters();
	readonly backend: TalkBackend;
	readonly line: TalkLine;
	readonly stream: FakeStream;
	readonly inbox: Inbox;
	private count = 0;

	constructor(random: SeededRandom = new SeededRandom(1), hasStream = false) {
		const seconds = () => this.now;
		this.backend = new TalkBackend(random, seconds);
		this.line = new TalkLine(this.backend, random, seconds);
		this.stream = new FakeStream(this.backend, random, seconds);
		this.inbox = createInbox({
			config: DEFAULT_CONFIG,
			serverId: "server 1",
			http: this.line,
			budget: new RequestBudget(DEFAULT_CONFIG),
			clock: { seconds },
			random: { unit: () => random.unit() },
			counters: this.counters,
			notices: new Notices({ write: (level, message) => this.logged.push(`${level}: ${message}`) }),
			onAnswer: (data) => this.heard.push((data as { messageId: string }).messageId),
			onReset: () => (this.resets += 1),
			stream: hasStream ? this.stream : undefined,
		});
	}

	run(seconds: number, eachFrame: () => void = () => {}): void {
		for (const _ of $range(1, math.floor(seconds / FRAME_SECONDS))) {
			this.now += FRAME_SECONDS;
			this.line.step();
			this.stream.step();
			eachFrame();
			this.inbox.step(this.now, this.isAwaited);
		}
	}

	/** An answer is ready in the backend; gives the id of its message. */
	push(): string {
		this.count += 1;
		const id = `m${this.count}`;
		this.backend.push(this.backend.answerTo({ id, npcId: "n1", clusterId: "c1" }));
		return id;
	}

	polls(): number {
		return this.line.requests("/inbox").size();
	}
}
