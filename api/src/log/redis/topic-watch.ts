import { createWakes } from "../wakes.js";
import type { FanOut } from "./fan-out.js";
import { POLL_MS, SAFETY_MS, TOPICS_PER_LOOK } from "./redis-log-limits.js";

/** Where a topic begins and ends. */
export interface TopicHead {
	readonly epoch: string;
	readonly head: number;
	readonly oldest: number;
}

export interface TopicWatch {
	/** As `Log.watch`. */
	readonly watch: (topic: string, wake: () => void) => () => void;
	/** This process has changed what a topic holds: wakes who watches it, here and elsewhere. */
	readonly told: (topic: string, head: TopicHead) => void;
	/** Anything may have happened: wakes all. */
	readonly wakeAll: () => void;
	/** The fan-out has come or gone: looks at once, and as often as that needs from then on. */
	readonly turn: () => void;
	readonly close: () => void;
}

export interface TopicWatchOptions {
	readonly fanOut: () => FanOut;
	/** Asks Redis, in the order of the calls; rejects where it does not answer. */
	readonly heads: (topics: readonly string[]) => Promise<readonly TopicHead[]>;
}

/** How a head goes over the fan-out. */
function formatNews({ epoch, head, oldest }: TopicHead): string {
	return `${epoch} ${head} ${oldest}`;
}

const NEWS = /^(\S+) (\d+) (\d+)$/;

function parseNews(text: string): TopicHead | undefined {
	const [, epoch, head, oldest] = NEWS.exec(text) ?? [];
	return epoch === undefined ? undefined : { epoch, head: Number(head), oldest: Number(oldest) };
}

interface Watched {
	watchers: number;
	/** The newest that is known; undefined until Redis has said where the watch began. */
	known: TopicHead | undefined;
	/** Redis did not say where the watch began, so that whatever it says later may be news. */
	isMissed: boolean;
	readonly stopHearing: () => void;
}

/**
 * Who watches which topic, and how they learn of news: by the fan-out, and by asking Redis for the heads of all
 * watched topics, often where there is no fan-out, now and then where there is. What is known already wakes nobody.
 */
export function createTopicWatch({ fanOut, heads }: TopicWatchOptions): TopicWatch {
	const wakes = createWakes();
	const topics = new Map<string, Watched>();
	/** Topics that the fan-out has been asked for since it last confirmed. */
	let unconfirmed = new Set<string>();
	let timer: NodeJS.Timeout | undefined;
	let isClosed = false;

	function learn(topic: string, news: TopicHead, isBeginning = false): void {
		const watched = topics.get(topic);
		if (!watched) return;
		const { known } = watched;
		const isSame = known?.epoch === news.epoch;
		if (isSame && news.head <= known.head && news.oldest <= known.oldest) return;
		watched.known = isSame
			? { ...news, head: Math.max(news.head, known.head), oldest: Math.max(news.oldest, known.oldest) }
			: news;
		if (known || !isBeginning) wakes.wake(topic);
	}

	/** Asks Redis; what it says of a topic of which nothing was known is where the watch began. */
	async function look(some: readonly string[]): Promise<void> {
		for (let from = 0; from < some.length; from += TOPICS_PER_LOOK) {
			const asked = some.slice(from, from + TOPICS_PER_LOOK);
			try {
				const found = await heads(asked);
				asked.forEach((topic, index) => learn(topic, found[index]!, topics.get(topic)?.isMissed === false));
			} catch {
				// The log's status tells that Redis is away; who watches is woken by the next answer.
				for (const topic of asked) miss(topic);
			}
		}
	}

	function miss(topic: string): void {
		const watched = topics.get(topic);
		if (watched && !watched.known) watched.isMissed = true;
	}

	function hear(topic: string, text: string): void {
		const news = parseNews(text);
		const known = topics.get(topic)?.known;
		// Of another history, or of another deployment on the same NATS: Redis knows which.
		if (!news || (known && known.epoch !== news.epoch)) void look([topic]);
		else learn(topic, news);
	}

	/** What others said before the fan-out knew of this listener is found in Redis. */
	async function confirm(topic: string): Promise<void> {
		unconfirmed.add(topic);
		if (unconfirmed.size > 1) return;
		await Promise.resolve();
		const confirmed = [...unconfirmed];
		unconfirmed = new Set();
		try {
			await fanOut().settled();
		} catch {
			// It went away: Redis is asked anyway, often from now on.
		}
		await look(confirmed);
	}

	function schedule(): void {
		if (timer || isClosed || topics.size === 0) return;
		timer = setTimeout(
			() => {
				timer = undefined;
				void look([...topics.keys()]).then(schedule);
			},
			fanOut().isUp() ? SAFETY_MS : POLL_MS,
		);
	}

	function unschedule(): void {
		clearTimeout(timer);
		timer = undefined;
	}

	function begin(topic: string): Watched {
		const watched: Watched = {
			watchers: 0,
			known: undefined,
			isMissed: false,
			stopHearing: fanOut().hear(topic, (text) => hear(topic, text)),
		};
		topics.set(topic, watched);
		// Sent now, so that it is answered before anything that the watcher asks from here on.
		void look([topic]);
		if (fanOut().isUp()) void confirm(topic);
		schedule();
		return watched;
	}

	function end(topic: string, watched: Watched): void {
		watched.stopHearing();
		topics.delete(topic);
		if (topics.size === 0) unschedule();
	}

	return {
		watch: (topic, wake) => {
			const stopWaking = wakes.watch(topic, wake);
			const watched = topics.get(topic) ?? begin(topic);
			watched.watchers += 1;
			let isStopped = false;
			return () => {
				if (isStopped) return;
				isStopped = true;
				stopWaking();
				watched.watchers -= 1;
				if (watched.watchers === 0) end(topic, watched);
			};
		},
		told: (topic, news) => {
			learn(topic, news);
			fanOut().say(topic, formatNews(news));
		},
		wakeAll: () => {
			for (const [topic, watched] of topics) {
				watched.known = undefined;
				watched.isMissed = false;
				wakes.wake(topic);
			}
			// Sent before those who are woken ask.
			void look([...topics.keys()]);
		},
		turn: () => {
			void look([...topics.keys()]);
			unschedule();
			schedule();
		},
		close: () => {
			isClosed = true;
			unschedule();
		},
	};
}
