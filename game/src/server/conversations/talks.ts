import { endFacing, endTyping, face, setTyping } from "./manners";
import type { Questions } from "./questions";
import type { Setting } from "./setting";
import { listNames } from "./system-messages";
import type { Talk } from "./talk";
import { newTalk } from "./talk";

/** Begins and ends talks, and keeps which of them are under way. */
export class Talks {
	/** In the order in which they began. */
	private underWay: Talk[] = [];

	constructor(
		private readonly setting: Setting,
		private readonly questions: Questions,
	) {}

	create(clusterId: string, members: readonly string[]): Talk {
		return newTalk(this.setting, clusterId, members);
	}

	/** Talks in which something was said or asked, and that are not over. */
	active(): readonly Talk[] {
		return this.underWay;
	}

	begin(talk: Talk): void {
		if (talk.state === "talking") return;
		talk.state = "talking";
		this.underWay.push(talk);
	}

	/** Nobody is asked any more, and nothing that was not shown yet is shown. */
	hush(talk: Talk): void {
		const { stage, moment } = this.setting;
		talk.floor.preempt();
		// All that is left to it is to end the typing.
		talk.floor.step(moment.now);
		this.questions.takeBack(talk);
		talk.lastNpcLine = undefined;
		endTyping(stage, talk);
	}

	/** An NPC says no more in this talk: what it was asked is taken back. */
	silence(talk: Talk, id: string): void {
		const { stage } = this.setting;
		talk.floor.forget(id);
		this.questions.takeBack(talk, ({ npcId }) => npcId === id);
		setTyping(stage, talk, { npcId: id, isTyping: false });
		face(stage, talk, id);
		if (talk.lastNpcLine?.speaker.id === id) talk.lastNpcLine = undefined;
		talk.messageQueue = talk.messageQueue.filter((line) => line.speaker.id !== id);
	}

	/** Makes `members` those of the talk; whoever is not among them has left it. */
	setMembers(talk: Talk, members: readonly string[]): void {
		const staying = new Set(members);
		for (const id of talk.members) if (!staying.has(id)) this.part(talk, id);
		talk.members = members;
	}

	/**
	 * The interaction is over: what is asked is taken back, nobody types or faces anybody, the cooldowns of those
	 * who spoke and those who heard them start, and those who spoke keep that they did.
	 */
	endInteraction(talk: Talk): void {
		this.hush(talk);
		endFacing(this.setting.stage, talk);
		if (talk.state === "quiet") return;
		for (const id of talk.members) this.takeLeave(talk, id);
		talk.state = "quiet";
		talk.messageQueue = [];
		talk.said = [];
		talk.turns = 0;
		talk.farewells.clear();
		talk.speakers.clear();
		talk.lines = 0;
		this.underWay = this.underWay.filter((other) => other !== talk);
	}

	/** A talk was taken over by another and is no more. */
	discard(talk: Talk): void {
		this.hush(talk);
		endFacing(this.setting.stage, talk);
		this.underWay = this.underWay.filter((other) => other !== talk);
	}

	private part(talk: Talk, id: string): void {
		this.silence(talk, id);
		this.takeLeave(talk, id);
		talk.speakers.delete(id);
		talk.lastActivity.delete(id);
		talk.farewells.delete(id);
		const { facing } = talk;
		const astray: string[] = [];
		for (const [npcId, towards] of facing) if (towards === id) astray.push(npcId);
		for (const npcId of astray.sort()) face(this.setting.stage, talk, npcId);
	}

	/** For somebody who spoke, the talk is over. */
	private takeLeave(talk: Talk, id: string): void {
		if (!talk.speakers.has(id)) return;
		const { people, cooldowns, moment, reportInteraction } = this.setting;
		cooldowns.startAround(id, talk.members, moment.now);
		const others = talk.members.filter((other) => other !== id);
		reportInteraction(id, `Talked with ${listNames(others.map((other) => people.speaker(other).name))}`);
	}
}
