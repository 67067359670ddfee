import type {
	AnswerWire,
	InboxWire,
	LineWire,
	MessagesWire,
	MessageWire,
	NpcWire,
} from "../../src/shared/wire";
import type { SeededRandom } from "../harness/random";

interface Reply {
	readonly status: number;
	readonly body: unknown;
}

/** Events that one poll may bring. */
const POLL_LIMIT = 5;

/** A small backend of talk: a queue that answers in its own time, an inbox, and the direct call. */
export class TalkBackend {
	/** Seconds that an answer of the queue takes, from and to. */
	answerSeconds: readonly [number, number] = [0.2, 1];
	/** Chance that a message is refused, answered never, answered twice. */
	refuseRate = 0;
	loseRate = 0;
	repeatRate = 0;
	/** Lines whose mere presence makes a request invalid. */
	readonly poison = new Set<string>();
	/** Every line that came, as often as it was taken. */
	readonly lines: LineWire[] = [];
	readonly npcs = new Map<string, NpcWire>();
	readonly messages = new Map<string, MessageWire>();
	readonly cancelled = new Set<string>();
	readonly chats: string[] = [];
	private readonly lineIds = new Set<string>();
	private readonly answers = new Map<string, AnswerWire>();
	private log: AnswerWire[] = [];
	private due: { readonly at: number; readonly answer: AnswerWire }[] = [];
	private epoch = 1;

	constructor(
		private readonly random: SeededRandom,
		private readonly now: () => number,
	) {}

	/** Puts the answers whose time has come into the inbox. */
	step(): void {
		const now = this.now();
		const ready = this.due.filter(({ at }) => at <= now);
		this.due = this.due.filter(({ at }) => at > now);
		for (const { answer } of ready) if (!this.cancelled.has(answer.messageId)) this.log.push(answer);
	}

	push(answer: AnswerWire): void {
		this.log.push(answer);
	}

	/** Comes back with another log: cursors of the one before are worth nothing. */
	restart(): void {
		this.epoch += 1;
		this.log = [];
	}

	events(): readonly AnswerWire[] {
		return this.log;
	}

	cursor(offset = this.log.size()): string {
		return `${this.epoch}:${offset}`;
	}

	/** Offset after which a reader with this cursor goes on; undefined where it must start anew. */
	offsetOf(cursor: string): number | undefined {
		const [epoch, offset] = cursor.split(":");
		return epoch === `${this.epoch}` ? tonumber(offset) : undefined;
	}

	/** Undefined while there is nothing to answer with yet. */
	poll(cursor: string | undefined, isDue: boolean): InboxWire | undefined {
		if (cursor === undefined) return { cursor: this.cursor(), events: [] };
		const offset = this.offsetOf(cursor);
		if (offset === undefined) return { cursor: this.cursor(), events: [], reset: { reason: "epoch" } };
		const events = this.log.filter((_, i) => i >= offset && i < offset + POLL_LIMIT);
		if (events.isEmpty() && !isDue) return undefined;
		return {
			cursor: this.cursor(offset + events.size()),
			events: events.map((data) => ({ event: "answer" as const, data })),
		};
	}

	take({ messages, lines = [], cancelled = [] }: MessagesWire): Reply {
		if (lines.some(({ id }) => this.poison.has(id))) return { status: 400, body: { title: "Invalid" } };
		for (const line of lines) {
			if (this.lineIds.has(line.id)) continue;
			this.lineIds.add(line.id);
			this.lines.push(line);
		}
		for (const id of cancelled) this.cancelled.add(id);
		const accepted: object[] = [];
		const refused: object[] = [];
		for (const message of messages) {
			const { id, priority } = message;
			if (!this.messages.has(id) && this.random.chance(this.refuseRate)) {
				refused.push({ id, reason: "queue_full", retryAfter: 1 });
				continue;
			}
			accepted.push({ id, queue: priority, depth: 0 });
			if (this.messages.has(id)) continue;
			this.messages.set(id, message);
			if (this.random.chance(this.loseRate)) continue;
			const times = this.random.chance(this.repeatRate) ? 2 : 1;
			for (const _ of $range(1, times)) {
				const at = this.now() + this.random.between(...this.answerSeconds);
				this.due.push({ at, answer: this.answerTo(message) });
			}
		}
		return { status: 202, body: { accepted, refused } };
	}

	register(npcs: readonly NpcWire[]): Reply {
		for (const npc of npcs) this.npcs.set(npc.npcId, npc);
		return { status: 204, body: undefined };
	}

	chat(message: MessageWire): Reply {
		this.chats.push(message.id);
		return { status: 200, body: this.answerTo(message) };
	}

	/** The same answer for the same message, whoever asks. */
	answerTo({ id, npcId, clusterId }: Pick<MessageWire, "id" | "npcId" | "clusterId">): AnswerWire {
		const known = this.answers.get(id);
		if (known !== undefined) return known;
		const content = `answer to ${id}`;
		const about = { messageId: id, npcId, clusterId };
		const answer: AnswerWire = { ...about, content, priority: "normal", generatedBy: "scripted" };
		this.answers.set(id, answer);
		return answer;
	}
}
