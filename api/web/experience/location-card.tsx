import { Button } from "@mantine/core";
import { memo, useCallback, useEffect, useRef } from "react";
import type { ItemWire, LocationWire } from "../../client/experience/index.js";
import { WayIcon } from "../shell/icons.js";
import { ItemList } from "./item-list.js";
import classes from "./game.module.css";

export interface LocationCardProps {
	readonly location: LocationWire;
	/** What can be taken here. */
	readonly items: readonly ItemWire[];
	/** Where one can walk to. */
	readonly ways: readonly Pick<LocationWire, "id" | "name">[];
	readonly isTaking: (item: ItemWire) => boolean;
	readonly isWalking: (location: string) => boolean;
	readonly onTake: (item: ItemWire) => void;
	readonly onWalk: (location: string) => void;
}

interface WayProps {
	readonly id: string;
	readonly name: string;
	readonly isWalking: boolean;
	readonly onWalk: (location: string) => void;
}

/** Drawn anew only where it is another way. */
const Way = memo(function Way({ id, name, isWalking, onWalk }: WayProps) {
	return (
		<Button
			variant="default"
			className={classes.way ?? ""}
			rightSection={<WayIcon />}
			loading={isWalking}
			onClick={() => onWalk(id)}
		>
			{name}
		</Button>
	);
});

/** Where the player is: what it is like, what lies there, and the ways on. */
export function LocationCard(props: LocationCardProps) {
	const { location, items, ways, onWalk } = props;
	const heading = useRef<HTMLHeadingElement>(null);
	const hasWalked = useRef(false);
	useEffect(() => {
		// Who walked by a button of this page finds it gone, and reads on at the top of the new place.
		if (hasWalked.current && document.activeElement === document.body) heading.current?.focus();
		hasWalked.current = false;
	}, [location.id]);
	const walk = useCallback(
		(to: string) => {
			hasWalked.current = true;
			onWalk(to);
		},
		[onWalk],
	);
	return (
		<section className={classes.location} aria-label="Where you are">
			<p className={classes.eyebrow}>You are at</p>
			<h1 ref={heading} tabIndex={-1}>
				{location.name}
			</h1>
			<p className={classes.description}>{location.description}</p>
			<ItemList
				title="Lying here"
				items={items}
				verb="Take"
				nothing="Nothing lies here just now."
				isUnderWay={props.isTaking}
				onDo={props.onTake}
			/>
			<nav className={classes.ways} aria-label="Ways from here">
				<h2>Ways from here</h2>
				<ul>
					{ways.map(({ id, name }) => (
						<li key={id}>
							<Way id={id} name={name} isWalking={props.isWalking(id)} onWalk={walk} />
						</li>
					))}
				</ul>
			</nav>
		</section>
	);
}
