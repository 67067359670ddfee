import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type Chatling, pairKey, type Topic } from "../../src/chatroom/core/society.js";
import type { ConversationWire } from "../../src/chatroom/chatroom-wire.js";
import { createStandInSociety, type SocietySeed } from "../stand-in/chatroom-society.js";
import { type ChatroomServer, startChatroomServer } from "../stand-in/chatroom-server.js";
import type { Browsing, Visit } from "./browser.js";
import { becomes, dark } from "./map-page.js";

const TOPICS: readonly Topic[] = [
	{ id: "noodles", title: "The New Noodle Stand", category: "food" },
	{ id: "chess", title: "Chess After Dark", category: "games" },
	{ id: "oak", title: "The Oldest Oak in the Valley", category: "nature" },
	{ id: "drums", title: "Drums Before Breakfast", category: "music" },
	{ id: "fog", title: "Three Days of Fog", category: "weather" },
	{ id: "fountain", title: "Who Sleeps in the Fountain", category: "rumours" },
	{ id: "monday", title: "A Week Without Mondays", category: "work" },
	{ id: "comet", title: "The Comet Over the Docks", category: "stars" },
];

const still = { mood: "neutral", unhappyCount: 0, isMeditating: false, isInTeam: false } as const;

/** Chatlings of different minds. */
export const CAST: readonly Chatling[] = [
	{ ...still, id: "c1", name: "Pip", personality: "cheerful", likes: ["music", "food"], dislikes: ["work"] },
	{
		...still,
		id: "c2",
		name: "Brick",
		personality: "grumpy",
		likes: ["work"],
		dislikes: ["music", "weather"],
		mood: "unhappy",
		unhappyCount: 2,
	},
	{ ...still, id: "c3", name: "Odalys", personality: "wise", likes: ["stars"], dislikes: [], isInTeam: true },
	{
		...still,
		id: "c4",
		name: "Vesper",
		personality: "dramatic",
		likes: ["rumours", "stars"],
		dislikes: ["games"],
		mood: "unhappy",
	},
	{ ...still, id: "c5", name: "Moss", personality: "kind", likes: ["nature"], dislikes: [], mood: "happy" },
	{
		...still,
		id: "c6",
		name: "Quill",
		personality: "curious",
		likes: ["rumours"],
		dislikes: [],
		isInTeam: true,
	},
];

export const FRIENDSHIPS = new Map([
	[pairKey("c1", "c5"), 36],
	[pairKey("c1", "c2"), -30],
	[pairKey("c3", "c6"), 48],
	[pairKey("c2", "c4"), -18],
]);

/** One who is away, easy to win back. */
export const TILLY: NonNullable<SocietySeed["gone"]>[number] = {
	chatling: {
		...still,
		id: "c7",
		name: "Tilly",
		personality: "shy",
		likes: ["stars"],
		dislikes: ["rumours"],
		mood: "unhappy",
		unhappyCount: 3,
	},
	difficulty: "easy",
	attempts: 0,
	ranAt: Math.floor(Date.now() / 1000) - 7_200,
};

/** The pages with a chatroom behind them. */
export interface ChatroomService {
	readonly url: string;
	readonly server: ChatroomServer;
	/** A user's chatlings talk once more, so many hours ago, and whoever follows is told. */
	readonly talk: (userId: string, hoursAgo?: number) => ConversationWire;
	/** They talk until a conversation is like this. */
	readonly talkUntil: (userId: string, isLike: (talk: ConversationWire) => boolean) => ConversationWire;
	/** Marks all that was talked as read. */
	readonly readAll: (userId: string) => void;
	/** Opens the page and signs in by name. */
	readonly join: (userId: string, context?: Parameters<Browsing["visit"]>[1]) => Promise<Visit>;
	readonly stop: () => Promise<void>;
}

/** Conversations after which one that is looked for has come, if it ever does. */
const MOST_TALKS = 60;

const HOUR_SECONDS = 3_600;

/** Starts it with these societies, by user id. */
export async function startChatroom(
	{ pages, visit }: Pick<Browsing, "pages" | "visit">,
	seeds: Readonly<Record<string, SocietySeed>>,
): Promise<ChatroomService> {
	const societies = new Map(
		Object.entries(seeds).map(([userId, seed]) => [
			userId,
			createStandInSociety({ ...seed, userId, topics: TOPICS, seed: "pages" }),
		]),
	);
	const nextRunAt = Math.floor(Date.now() / 1000) + 11 * HOUR_SECONDS;
	const server = await startChatroomServer({ pages, societies, nextRunAt });

	function talk(userId: string, hoursAgo = 1): ConversationWire {
		const society = societies.get(userId)!;
		const id = society.talk(Math.floor(Date.now() / 1000) - hoursAgo * HOUR_SECONDS);
		if (id === undefined) throw new Error("there were too few to talk");
		server.tell(userId, { type: "conversation", data: { id } });
		return society.conversations()[0]!;
	}

	return {
		url: server.url,
		server,
		talk,
		talkUntil(userId, isLike) {
			for (let count = 0; count < MOST_TALKS; count += 1) {
				const told = talk(userId);
				if (isLike(told)) return told;
			}
			throw new Error("no conversation was like that");
		},
		readAll(userId) {
			const society = societies.get(userId)!;
			for (const { id } of society.conversations()) society.markRead(id);
		},
		async join(userId, context = dark) {
			const opened = await visit(`${server.url}/chatroom`, context);
			await comeIn(opened.page, userId);
			await becomes(opened.page, "live");
			return opened;
		},
		stop: server.stop,
	};
}

/** Says whose chatroom it is. */
export async function comeIn(page: Page, userId: string): Promise<void> {
	await page.getByRole("textbox", { name: "User id" }).fill(userId);
	await page.getByRole("button", { name: "Come in" }).click();
}

/** What is said on the stage so far. */
export function lines(page: Page): Promise<readonly string[]> {
	return page.locator("ol[aria-label^='What they say'] > li:not([aria-hidden])").allTextContents();
}

/** The stage as it was for a while. */
export interface StageMoment {
	/** Lines that were shown. */
	readonly shown: number;
	/** Who was typing, in the list. */
	readonly typing: readonly string[];
	/** What those who hear the page were told last. */
	readonly said: string;
	/** Of those who take part, in their order. */
	readonly moods: readonly string[];
	/** Milliseconds from any moment. */
	readonly at: number;
}

/** Where a page keeps what `watchStage` notes. */
type Watched = typeof globalThis & { moments: StageMoment[] };

/** Notes how the stage is from now on, in the page itself, which misses nothing. Answers how to ask for it. */
export async function watchStage(page: Page): Promise<() => Promise<readonly StageMoment[]>> {
	await page.evaluate(() => {
		const moments: StageMoment[] = ((globalThis as Watched).moments = []);
		const texts = (selector: string): string[] =>
			[...document.querySelectorAll(selector)].map((one) => one.textContent ?? "");
		const note = (): void => {
			const moment = {
				shown: document.querySelectorAll("ol[aria-label^='What they say'] > li:not([aria-hidden])").length,
				typing: texts("ol[aria-label^='What they say'] > li[aria-hidden] b"),
				said: texts("[data-testid=said]").join(""),
				moods: texts("ul[aria-label='Who takes part'] li [data-mood] span"),
			};
			const { at: _, ...last } = moments.at(-1) ?? { at: 0 };
			if (JSON.stringify(last) !== JSON.stringify(moment)) moments.push({ ...moment, at: performance.now() });
		};
		note();
		new MutationObserver(note).observe(document.body, {
			subtree: true,
			childList: true,
			attributes: true,
			characterData: true,
		});
	});
	return () => page.evaluate(() => (globalThis as Watched).moments);
}

/** Milliseconds in which what fades in is there. */
const FADED_MS = 700;

/** Takes one of the README's pictures, where that is asked for. */
export async function takePicture(page: Page, name: string, afterMs = FADED_MS): Promise<void> {
	if (!process.env["EARSHOT_PICTURES"]) return;
	await page.waitForTimeout(afterMs);
	await page.screenshot({ path: fileURLToPath(new URL(`../../web/pictures/${name}.png`, import.meta.url)) });
}
