import { createMind } from "../../src/server/backend/mind";
import type { Mind } from "../../src/server/backend/mind";
import type { Reply } from "../../src/server/conversations/mind-port";
import { RequestBudget } from "../../src/server/state/budget";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { EarshotConfig } from "../../src/shared/config/config";
import type { LineWire, MessagePriorityWire, MessageWire } from "../../src/shared/wire";
import { SeededRandom } from "../harness/random";
import { TalkBackend } from "./talk-backend";
import { TalkLine } from "./talk-line";

const START_UNIX = 1_736_840_000;
/** Seconds of a virtual frame, as a fraction that adds up without error. */
const FRAME_SECONDS = 0.125;

/** A reply as it was given out. */
export interface Given {
	readonly reply: Reply;
	readonly at: number;
}

/** A mind port and its backend, joined over a faulty line in virtual time. */
export class TalkRig {
	now = 0;
	readonly logged: string[] = [];
	readonly given: Given[] = [];
	/** When each message was asked, by its id. */
	readonly askedAt = new Map<string, number>();
	readonly backend: TalkBackend;
	readonly line: TalkLine;
	readonly mind: Mind;
	readonly config: EarshotConfig;
	private count = 0;

	constructor(random: SeededRandom = new SeededRandom(1), config: Partial<EarshotConfig> = {}) {
		this.config = { ...DEFAULT_CONFIG, ...config };
		const seconds = () => this.now;
		this.backend = new TalkBackend(random, seconds);
		this.line = new TalkLine(this.backend, random, seconds);
		this.mind = createMind({
			config: this.config,
			serverId: "server-1",
			http: this.line,
			budget: new RequestBudget(this.config),
			clock: { seconds, unix: () => START_UNIX + this.now },
			random: { unit: () => random.unit() },
			logger: { write: (level, message) => this.logged.push(`${level}: ${message}`) },
			speaker: (npcId) => (npcId === "gone" ? undefined : { persona: "A friendly baker." }),
		});
	}

	/** Lets time pass; `eachFrame` runs before each frame. */
	run(seconds: number, eachFrame: () => void = () => {}): void {
		for (const _ of $range(1, math.floor(seconds / FRAME_SECONDS))) {
			this.now += FRAME_SECONDS;
			this.backend.step();
			this.line.step();
			eachFrame();
			this.mind.step(this.now);
		}
	}

	ask(npcId: string, priority: MessagePriorityWire = "urgent", content = "How are you?"): string {
		this.count += 1;
		const message: MessageWire = {
			id: `m${this.count}`,
			npcId,
			clusterId: "c1",
			sender: { id: "7", name: "Robin", type: "player" },
			content,
			priority,
			timestamp: START_UNIX + this.now,
			context: { members: [], recentMessages: [], relationships: [] },
		};
		this.askedAt.set(message.id, this.now);
		this.mind.ask(message, (reply) => this.given.push({ reply, at: this.now }));
		return message.id;
	}

	say(content = "Hello"): string {
		this.count += 1;
		const line: LineWire = {
			id: `l${this.count}`,
			clusterId: "c1",
			speaker: { id: "7", name: "Robin", type: "player" },
			content,
			at: START_UNIX + this.now,
			heardBy: ["n1"],
			overheardBy: [],
		};
		this.mind.spoken(line);
		return line.id;
	}

	register(npcId: string, persona = "A friendly baker."): void {
		this.mind.register({ npcId, name: npcId, persona, abilities: ["initiate_chat"], responseSpeed: 1 });
	}

	/** Ids of the messages that were answered, in the order of the replies. */
	answered(): string[] {
		return this.given.map(({ reply }) => reply.messageId);
	}

	/** How each reply came, in the order of the replies. */
	ways(): string {
		return this.given.map(({ reply }) => reply.via).join(" ");
	}
}
