import { Button, Popover, TextInput, Tooltip } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import type { TurnAction } from "../../../src/encounters/engine/commands.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import type { Aim } from "../board/aim.js";
import { ActionSign } from "../signs.js";
import classes from "./turn.module.css";
import { type Choice, feet } from "./choices.js";

export interface ActionBarProps {
	readonly mover: ParticipantView;
	/** Others of the seat who can act as well. */
	readonly others: readonly ParticipantView[];
	readonly choices: readonly Choice[];
	readonly aim: Aim;
	readonly onMover: (entityId: string) => void;
	readonly onChoose: (choice: Choice, slotLevel?: number) => void;
	readonly onAct: (action: TurnAction) => void;
	readonly onDelay: () => void;
	readonly onCancel: () => void;
	/** The bar goes away with the focus in it. */
	readonly onGone: () => void;
}

interface ChoiceButtonProps {
	readonly choice: Choice;
	readonly onChoose: () => void;
}

function ChoiceButton({ choice, onChoose }: ChoiceButtonProps) {
	const { name, detail, left, action } = choice;
	return (
		<Tooltip label={detail} openDelay={350} disabled={detail === ""}>
			<button
				type="button"
				className={classes.choice}
				data-kind={action.type}
				aria-label={`${name}${detail === "" ? "" : `: ${detail}`}${left === undefined ? "" : `, ${left} left`}`}
				onClick={onChoose}
			>
				<ActionSign choice={choice} />
				<span>{name}</span>
				{left !== undefined && <small>{left}</small>}
			</button>
		</Tooltip>
	);
}

/** What one waits for has to be said before it can be waited for. */
function ReadyButton({ choice, onAct }: { readonly choice: Choice; readonly onAct: (text: string) => void }) {
	const [opened, setOpened] = useState(false);
	const [text, setText] = useState("");
	return (
		<Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="top" shadow="md">
			<Popover.Target>
				<button
					type="button"
					className={classes.choice}
					data-kind="interact"
					aria-expanded={opened}
					aria-label={`${choice.name}: ${choice.detail}`}
					onClick={() => setOpened(!opened)}
				>
					<ActionSign choice={choice} />
					<span>{choice.name}</span>
				</button>
			</Popover.Target>
			<Popover.Dropdown>
				<form
					className={classes.ready}
					onSubmit={(event) => {
						event.preventDefault();
						if (text.trim() === "") return;
						setOpened(false);
						onAct(text.trim());
					}}
				>
					<TextInput
						label="What do you wait for?"
						placeholder="When the goblin comes out …"
						value={text}
						onChange={(event) => setText(event.currentTarget.value)}
						maxLength={200}
						data-autofocus
					/>
					<Button type="submit" size="xs" disabled={text.trim() === ""}>
						Wait for it
					</Button>
				</form>
			</Popover.Dropdown>
		</Popover>
	);
}

/** What is left of a turn, as signs that are not told by colour alone. */
function Economy({ one }: { readonly one: ParticipantView }) {
	const { action = false, bonusAction = false, reaction = false, movementLeft = 0 } = one.economy ?? {};
	const left: readonly (readonly [name: string, isLeft: boolean])[] = [
		["Action", action || (one.economy?.attacksLeft ?? 0) > 0],
		["Bonus", bonusAction],
		["Reaction", reaction],
	];
	return (
		<ul className={classes.economy} aria-label="Left of the turn">
			<li data-left={movementLeft > 0 || undefined}>
				<b>{feet(movementLeft)}</b> to move
			</li>
			{left.map(([name, isLeft]) => (
				<li key={name} data-left={isLeft || undefined}>
					{name}
					<span className={classes.hidden}>{isLeft ? " left" : " spent"}</span>
				</li>
			))}
		</ul>
	);
}

/** A turn may be put off before anything was done in it. */
function isFresh({ economy, speed }: ParticipantView): boolean {
	return economy?.action === true && economy.bonusAction && economy.movementLeft === speed;
}

/** All that can be done in one's turn. */
export function ActionBar(props: ActionBarProps) {
	const { mover, others, choices, aim, onMover, onChoose, onAct, onDelay, onCancel, onGone } = props;
	const { entityId } = mover;
	const aimed = aim.kind === "target" ? aim : undefined;
	const bar = useRef<HTMLElement>(null);
	useLayoutEffect(
		() => () => {
			if (bar.current?.contains(document.activeElement)) onGone();
		},
		[onGone],
	);
	return (
		<section ref={bar} className={classes.bar} aria-label={`Turn of ${mover.name}`}>
			<div className={classes.top}>
				{others.length > 0 ? (
					<div className={classes.movers} role="group" aria-label="Who acts">
						{[mover, ...others]
							.toSorted((one, other) => (one.entityId < other.entityId ? -1 : 1))
							.map((one) => (
								<button
									key={one.entityId}
									type="button"
									aria-pressed={one.entityId === entityId}
									onClick={() => onMover(one.entityId)}
								>
									{one.name}
								</button>
							))}
					</div>
				) : (
					<b className={classes.who}>{mover.name}</b>
				)}
				<Economy one={mover} />
				<span className={classes.ends}>
					{isFresh(mover) && (
						<Button size="xs" variant="default" onClick={onDelay}>
							Delay
						</Button>
					)}
					<Button size="xs" onClick={() => onAct({ type: "end", entityId })}>
						End turn
					</Button>
				</span>
			</div>
			{aimed ? (
				<div className={classes.aiming}>
					<p>
						<ActionSign choice={aimed.choice} /> <b>{aimed.choice.name}</b>
						<span>{aimed.choice.area ? "Choose where it goes." : "Choose whom to aim at."}</span>
					</p>
					{aimed.choice.levels.length > 1 && (
						<div className={classes.movers} role="group" aria-label="Level of the slot">
							{aimed.choice.levels.map((level) => (
								<button
									key={level}
									type="button"
									aria-pressed={level === (aimed.slotLevel ?? aimed.choice.levels[0])}
									onClick={() => onChoose(aimed.choice, level)}
								>
									Level {level}
								</button>
							))}
						</div>
					)}
					<Button size="xs" variant="default" onClick={onCancel}>
						Cancel
					</Button>
				</div>
			) : (
				<div className={classes.choices} role="group" aria-label="What to do">
					{choices.map((choice) =>
						choice.action.actionId === "ready" ? (
							<ReadyButton
								key={choice.id}
								choice={choice}
								onAct={(text) => onAct({ ...choice.action, entityId, parameters: { text } })}
							/>
						) : (
							<ChoiceButton key={choice.id} choice={choice} onChoose={() => onChoose(choice)} />
						),
					)}
				</div>
			)}
		</section>
	);
}
