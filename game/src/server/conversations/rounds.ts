import type { MindActionWire } from "../../shared/wire";
import type { Answering } from "./answering";
import { unanswered } from "./carry";
import type { FloorAct } from "./floor-port";
import type { Followers } from "./followers";
import type { Greetings } from "./greetings";
import { setTyping } from "./manners";
import type { Reply } from "./mind-port";
import type { ConversationPolicy } from "./policy";
import type { Questions } from "./questions";
import type { Setting } from "./setting";
import type { Utterance } from "./speech";
import { say } from "./speech";
import type { Question, Talk, WaitingLine } from "./talk";
import { isIdle } from "./talk";
import type { Talks } from "./talks";
import { isEcho, isFarewell, plain } from "./wording";

export interface RoundParts {
	readonly setting: Setting;
	readonly policy: ConversationPolicy;
	readonly talks: Talks;
	readonly questions: Questions;
	readonly answering: Answering;
	readonly greetings: Greetings;
	readonly followers: Followers;
}

/** Carries talks on: what players say, what NPCs answer, and who is next. */
export class Rounds {
	constructor(private readonly parts: RoundParts) {}

	/** A player speaks. Whatever NPCs were about to say in this talk is never said. */
	hear(talk: Talk, utterance: Utterance): void {
		const { talks, setting } = this.parts;
		// What players said before is still to be answered, unless some NPC has answered by now.
		const open = talk.turns === 0 ? unanswered(talk) : talk.messageQueue;
		talks.hush(talk);
		talk.farewells.clear();
		talk.turns = 0;
		const line = this.say(talk, utterance);
		talk.said = [line.plain];
		// Players among themselves need nobody to find them answers.
		if (talk.state === "quiet") return;
		talk.messageQueue = open.filter((earlier) => earlier.speaker.type === "player");
		talk.messageQueue.push(line);
		while (talk.messageQueue.size() > setting.config.maxWaitingLines) talk.messageQueue.remove(0);
	}

	/** A reply has come. It is heard when the talk's floor lets it; with nothing to say its action comes at once. */
	reply(reply: Reply): void {
		const { questions, setting } = this.parts;
		const settled = questions.settle(reply);
		if (settled === undefined) return;
		const { talk, question } = settled;
		talk.floor.reply(reply, setting.moment.now);
		if (reply.content === "") this.act(talk, reply.action, question);
	}

	/** One frame of a talk under way. */
	step(talk: Talk): void {
		const { setting, answering, policy } = this.parts;
		for (const act of talk.floor.step(setting.moment.now)) this.take(talk, act);
		if (talk.state === "quiet") return;
		answering.takeTurn(talk);
		if (isIdle(talk)) policy.settle(talk);
	}

	private take(talk: Talk, act: FloorAct): void {
		const { setting, questions } = this.parts;
		// An action of an earlier act may have ended the talk.
		if (talk.state === "quiet") return;
		if (act.kind === "typing") setTyping(setting.stage, talk, act);
		else if (act.kind === "say") this.sayReply(talk, act.reply);
		else if (act.kind === "forgone") {
			questions.takeBack(talk, (_, messageId) => act.messageIds.includes(messageId));
		} else {
			questions.closeRound(talk);
			if (talk.lastNpcLine !== undefined) talk.messageQueue.push(talk.lastNpcLine);
			talk.lastNpcLine = undefined;
		}
	}

	private sayReply(talk: Talk, reply: Reply): void {
		const { setting, questions } = this.parts;
		const question = questions.shown(talk, reply.messageId);
		if (question === undefined) return;
		const { npcId, towards } = question;
		setTyping(setting.stage, talk, { npcId, isTyping: false });
		const line = this.say(talk, {
			speaker: setting.people.speaker(npcId),
			content: reply.content,
			inReplyTo: reply.messageId,
			towards,
			byModel: reply.byModel,
		});
		talk.lastNpcLine = this.callsForAnswer(talk, line) ? line : undefined;
		this.act(talk, reply.action, question);
	}

	/**
	 * Whether an NPC's line is to be answered by another: not where it says what was said before, nor after as
	 * many lines as NPCs say in a row. That, and that whoever took leave is asked no more, ends every talk.
	 */
	private callsForAnswer(talk: Talk, line: WaitingLine): boolean {
		const { setting } = this.parts;
		const echoes = talk.said.some((earlier) => isEcho(line.plain, earlier));
		talk.said.push(line.plain);
		talk.turns += 1;
		if (echoes) setting.counters.echoes += 1;
		if (isFarewell(line.plain)) talk.farewells.add(line.speaker.id);
		return !echoes && talk.turns < setting.config.maxNpcTurns;
	}

	private say(talk: Talk, utterance: Utterance): WaitingLine {
		const { setting, policy, greetings } = this.parts;
		const { speaker, content } = utterance;
		greetings.spoke(talk, speaker.id);
		const { heardBy } = say(setting, talk, utterance, policy.overhearers(talk, speaker.id));
		return { speaker, content, plain: plain(content), heardBy };
	}

	private act(talk: Talk, action: MindActionWire, { npcId, towards }: Question): void {
		const { setting, policy, followers } = this.parts;
		if (action === "stop_talking") policy.stopTalking(talk, npcId);
		else if (action === "emote") setting.stage.emote(npcId);
		else if (action === "follow") followers.follow(npcId, towards);
		else if (action === "unfollow") followers.follow(npcId, undefined);
	}
}
