import { useCallback } from "react";
import { itemsAt, type ActionWire, type ExperienceSnapshot } from "../../client/experience/index.js";
import { useExperience, useExperienceClient } from "../../client/experience/react.js";
import type { Player } from "../access/player.js";
import { SignedInAs } from "../access/signed-in-as.js";
import { frame } from "../shell/page-frame.js";
import { Announcer } from "./announcer.js";
import { pageState } from "./connection-looks.js";
import { ExperienceFrame } from "./experience-frame.js";
import classes from "./game.module.css";
import { ItemList } from "./item-list.js";
import { LocationCard } from "./location-card.js";
import { Notice } from "./notice.js";
import { QuestCard } from "./quest-card.js";
import { Composer } from "./story/composer.js";
import { actionKey } from "./story/story.js";
import { StoryList } from "./story/story-list.js";
import story from "./story/story.module.css";
import { useStory, type ToldStory } from "./use-story.js";

export interface GameProps {
	readonly player: Player;
	readonly experience: string;
	readonly onSignOut: () => void;
}

interface BoardProps extends Pick<ToldStory, "underWay"> {
	readonly known: ExperienceSnapshot;
	readonly onAct: (action: ActionWire) => void;
}

type Item = { readonly id: string };
const take = ({ id }: Item): ActionWire => ({ action: "take", item: id });
const drop = ({ id }: Item): ActionWire => ({ action: "drop", item: id });
const walk = (location: string): ActionWire => ({ action: "move", location });

/** Where the player is and what they have. */
function Board({ known: { view, world }, underWay, onAct }: BoardProps) {
	const onTake = useCallback((item: Item) => onAct(take(item)), [onAct]);
	const onDrop = useCallback((item: Item) => onAct(drop(item)), [onAct]);
	const onWalk = useCallback((to: string) => onAct(walk(to)), [onAct]);
	const location = world?.locations.find(({ id }) => id === view?.location);
	if (!view || !world || !location) return null;
	const isUnderWay = (action: ActionWire): boolean => underWay.has(actionKey(action));
	return (
		<>
			{view.quests.map((quest) => (
				<QuestCard key={quest.id} quest={quest} />
			))}
			<LocationCard
				location={location}
				items={itemsAt({ view, world }, location.id)}
				ways={location.exits.map((id) => world.locations.find((one) => one.id === id) ?? { id, name: id })}
				isTaking={(item) => isUnderWay(take(item))}
				isWalking={(to) => isUnderWay(walk(to))}
				onTake={onTake}
				onWalk={onWalk}
			/>
			<div className={classes.inventory}>
				<ItemList
					title="You carry"
					items={view.inventory}
					verb="Drop"
					nothing="Nothing yet. What you take is kept here, wherever you play."
					isUnderWay={(item) => isUnderWay(drop(item))}
					onDo={onDrop}
				/>
			</div>
		</>
	);
}

const whole = (state: ExperienceSnapshot): ExperienceSnapshot => state;

/** One player in one experience, live. */
export function Game({ player, experience, onSignOut }: GameProps) {
	const client = useExperienceClient({
		baseUrl: "",
		experience,
		token: player.access.token,
		onUnauthorised: player.access.renew,
	});
	const known = useExperience(client, whole);
	const told = useStory(client);
	const { act, say } = told.story;
	const onAct = useCallback((action: ActionWire) => void act(action), [act]);
	const onSay = useCallback((text: string) => void say(text), [say]);
	const state = pageState(known.status);
	const isPictured = known.view !== undefined && known.world !== undefined;
	return (
		<ExperienceFrame state={state} reason={known.reason}>
			{isPictured && (
				<div className={classes.game}>
					<div className={`${classes.here} ${frame.news}`}>
						<div className={classes.who}>
							<p className={classes.title}>{known.world?.title}</p>
							<SignedInAs name={known.userId} onSignOut={onSignOut} />
						</div>
						<Board known={known} underWay={told.underWay} onAct={onAct} />
					</div>
					<section className={`${story.story} ${classes.story}`} aria-label="Story">
						<h2>Your story</h2>
						<StoryList entries={told.entries} narrations={known.narrations} />
						<Composer disabled={state === "refused" || state === "expired"} onSay={onSay} />
					</section>
				</div>
			)}
			<Notice state={state} reason={known.reason} isPictured={isPictured} onSignedIn={client.start} />
			<Announcer state={state} entries={told.entries} narrations={known.narrations} />
		</ExperienceFrame>
	);
}
