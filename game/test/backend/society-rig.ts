import type { Chatling } from "../../src/server/chatlings/chatling";
import { chatlingId } from "../../src/server/chatlings/chatling";
import { createChatlings } from "../../src/server/chatlings/chatlings";
import type { Chatlings } from "../../src/server/chatlings/chatlings";
import { RequestBudget } from "../../src/server/state/budget";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { EarshotConfig } from "../../src/shared/config/config";
import { SeededRandom } from "../harness/random";
import { SocietyBackend } from "./society-backend";
import { SocietyLine } from "./society-line";

const FRAME_SECONDS = 0.125;

/** Players' chatlings, a stage that they stand on and their backend, in virtual time. */
export class SocietyRig {
	now = 0;
	/** By entity id, as they look. */
	readonly bodies = new Map<string, Chatling>();
	/** Players who have no body to stand beside. */
	readonly bodiless = new Set<string>();
	readonly busy = new Set<string>();
	/** What the stage did, and what players were told, oldest first. */
	readonly seen: string[] = [];
	readonly violations: string[] = [];
	readonly logged: string[] = [];
	readonly backend = new SocietyBackend();
	readonly line: SocietyLine;
	readonly chatlings: Chatlings;
	readonly config: EarshotConfig;
	readonly here = new Set<string>();
	/** Names that the filter still has. */
	readonly unfiltered = new Set<string>();

	constructor(random: SeededRandom = new SeededRandom(1), config: Partial<EarshotConfig> = {}) {
		const seconds = () => this.now;
		this.config = { ...DEFAULT_CONFIG, ...config };
		this.line = new SocietyLine(this.backend, random, seconds);
		this.chatlings = createChatlings({
			config: this.config,
			clock: { seconds },
			random: { unit: () => random.unit() },
			logger: { write: (level, message) => this.logged.push(`${level}: ${message}`) },
			http: this.line,
			budget: new RequestBudget(this.config),
			isBusy: (id) => this.busy.has(id),
			shownName: (_, name) => (this.unfiltered.has(name) ? undefined : name),
			stage: {
				appear: (userId, chatling) => {
					if (this.bodiless.has(userId)) return false;
					const id = chatlingId(userId, chatling.creatureId);
					if (this.bodies.has(id)) this.violations.push(`${id} appears where it stands`);
					this.seen.push(`+${id}`);
					this.bodies.set(id, chatling);
					return true;
				},
				change: (id, chatling) => {
					if (!this.bodies.has(id)) this.violations.push(`${id} changes where it does not stand`);
					this.seen.push(`${id} ${chatling.mood}`);
					this.bodies.set(id, chatling);
				},
				takeAway: (id, runsAway) => {
					this.seen.push(`${runsAway ? "ran " : "-"}${id}`);
					this.bodies.delete(id);
					this.busy.delete(id);
				},
				isStanding: (id) => this.bodies.has(id),
				bringBack: () => {},
				tell: (userId, text) => this.seen.push(`${userId}: ${text}`),
			},
		});
	}

	join(...userIds: string[]): this {
		for (const userId of userIds) {
			this.here.add(userId);
			this.chatlings.joined(userId);
		}
		return this;
	}

	leave(userId: string): void {
		this.here.delete(userId);
		this.chatlings.left(userId);
	}

	run(seconds: number, eachFrame: () => void = () => {}): this {
		for (const _ of $range(1, math.floor(seconds / FRAME_SECONDS))) {
			this.now += FRAME_SECONDS;
			this.line.step();
			eachFrame();
			this.chatlings.step(this.now);
		}
		return this;
	}

	/** What was seen since this was asked last. */
	news(): readonly string[] {
		const news = [...this.seen];
		this.seen.clear();
		return news;
	}

	/** Ids of those that stand, sorted. */
	standing(): readonly string[] {
		const ids: string[] = [];
		for (const [id] of this.bodies) ids.push(id);
		return ids.sort();
	}
}
