import type { ClusterTick } from "../../src/server/clusters/cluster";
import type { Conversations } from "../../src/server/conversations/conversations";
import { createConversations } from "../../src/server/conversations/conversations";
import type { EventLog } from "../../src/server/conversations/event-log";
import type { Floor } from "../../src/server/conversations/floor-port";
import type { Reply } from "../../src/server/conversations/mind-port";
import { actPorts } from "../../src/server/conversations/replay";
import type { TalkAct } from "../../src/server/conversations/replay";
import type { TalkConfig } from "../../src/server/conversations/setting";
import type { Entity, Frame } from "../../src/server/entities/entity";
import { DEFAULT_CONFIG } from "../../src/shared/config/config";
import type { MessageWire, RelationshipWire } from "../../src/shared/wire";
import { fakeEntity } from "../backend/fake-place";
import { SeededRandom } from "../harness/random";
import { swiftFloor } from "./swift-floor";

/** Unix seconds at which the rig's clock stood at 0. */
export const UNIX_START = 1_700_000_000;

/** What a fake mind says; a text alone is an answer without an action. */
export type Said = string | Partial<Reply>;

export interface RigOptions {
	readonly seed?: number;
	readonly config?: Partial<TalkConfig>;
	/** Answers at once where it gives something; else the question stays in `asked`. */
	readonly mind?: (message: MessageWire) => Said | undefined;
	readonly floor?: () => Floor;
	readonly log?: EventLog;
	/** Takes the acts instead of the list of the rig. */
	readonly onAct?: (act: TalkAct) => void;
	readonly relationships?: (id: string) => readonly RelationshipWire[];
}

interface Waiting {
	readonly message: MessageWire;
	readonly onReply: (reply: Reply) => void;
}

export const npc = (id: string, options: Partial<Entity> = {}) =>
	fakeEntity(id, { name: id, abilities: new Set(["initiate_chat", "move"]), ...options });
export const player = (id: string, options: Partial<Entity> = {}) =>
	fakeEntity(id, { name: id, type: "player", ...options });

/** Conversations with everything around them in the test's hand. Whoever was not placed stands at the origin. */
export class TalkRig {
	now = 100;
	readonly acts: TalkAct[] = [];
	readonly asked: Waiting[] = [];
	readonly entities = new Map<string, Entity>();
	readonly spots = new Map<string, number>();
	readonly conversations: Conversations;
	private replies: { readonly waiting: Waiting; readonly said: Said }[] = [];
	private ids = 0;
	private changes = 0;
	private ticked: ClusterTick = { at: 0, clusters: new Map(), clusterOf: new Map(), changes: [] };

	constructor(
		entities: readonly Entity[],
		private readonly options: RigOptions = {},
	) {
		for (const entity of entities) this.entities.set(entity.id, entity);
		const random = new SeededRandom(options.seed ?? 1);
		this.conversations = createConversations({
			config: { ...DEFAULT_CONFIG, ...options.config },
			random: { unit: () => random.unit() },
			newId: () => string.format("m%07d", (this.ids += 1)),
			createFloor: options.floor ?? swiftFloor,
			...actPorts(options.onAct ?? ((act) => this.acts.push(act)), (message, onReply) =>
				this.take({ message, onReply }),
			),
			entity: (id) => this.entities.get(id),
			model: () => undefined,
			relationships: options.relationships ?? (() => []),
			locationAt: (x) => (x < 0 ? "West" : "East"),
			log: options.log,
		});
	}

	unix(): number {
		return UNIX_START + this.now;
	}

	frame(): Frame {
		const ids: string[] = [];
		for (const [id] of this.entities) ids.push(id);
		ids.sort();
		const zeros = ids.map(() => 0);
		return { at: this.unix(), ids, xs: ids.map((id) => this.spots.get(id) ?? 0), ys: zeros, zs: zeros };
	}

	/** The clusters are now these: tells the changes and gives their ids; nobody is told before `confirm`. */
	change(tick: ClusterTick): readonly string[] {
		this.ticked = tick;
		const ids = tick.changes.map(() => string.format("k%07d", (this.changes += 1)));
		this.conversations.clustersChanged(tick, ids, this.now);
		this.look();
		return ids;
	}

	/** `change`, confirmed at once. */
	settle(tick: ClusterTick): void {
		this.conversations.confirmed(this.change(tick), true);
	}

	/** The regular look of the second. */
	look(): void {
		const { now } = this;
		this.conversations.tick({ now, unix: this.unix(), frame: this.frame(), ticked: this.ticked });
	}

	/** Lets time pass in steps, with a look every second. */
	run(seconds: number, stepSeconds = 0.5): void {
		const ending = this.now + seconds;
		let looked = math.floor(this.now);
		while (this.now < ending) {
			this.now += stepSeconds;
			if (math.floor(this.now) > looked) {
				looked = math.floor(this.now);
				this.look();
			}
			this.deliver();
			this.conversations.step(this.now);
		}
	}

	say(playerId: string, text: string): void {
		this.conversations.heard(playerId, text, this.now);
	}

	/** Answers the oldest open question, or that to one NPC; gives the message. */
	answer(said: Said, npcId?: string): MessageWire {
		const i = npcId === undefined ? 0 : this.asked.findIndex(({ message }) => message.npcId === npcId);
		const waiting = this.asked.remove(i)!;
		this.reply(waiting, said);
		return waiting.message;
	}

	reply({ message, onReply }: Waiting, said: Said): void {
		const { id, npcId, clusterId } = message;
		onReply({
			messageId: id,
			npcId,
			clusterId,
			content: typeIs(said, "string") ? said : "",
			priority: "normal",
			action: "none",
			generatedBy: "test",
			byModel: false,
			via: "queue",
			...(typeIs(said, "string") ? {} : said),
		});
	}

	/** Acts of one kind so far, in order. */
	of<K extends TalkAct["kind"]>(kind: K): Extract<TalkAct, { kind: K }>[] {
		return this.acts.filter((act): act is Extract<TalkAct, { kind: K }> => act.kind === kind);
	}

	/** Lines spoken so far, as "speaker: text". */
	script(): string[] {
		return this.of("spoken").map(({ line }) => `${line.speaker.id}: ${line.content}`);
	}

	private take(waiting: Waiting): void {
		const said = this.options.mind?.(waiting.message);
		if (said === undefined) this.asked.push(waiting);
		else this.replies.push({ waiting, said });
	}

	/** Delivers what the fake mind has answered; called between inputs, as a real one would. */
	deliver(): void {
		const { replies } = this;
		this.replies = [];
		for (const { waiting, said } of replies) this.reply(waiting, said);
	}
}
