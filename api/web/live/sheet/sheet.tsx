import type { ReactNode } from "react";
import { ABILITIES } from "../../../src/encounters/engine/state.js";
import type { ParticipantView } from "../../../src/encounters/engine/view.js";
import { TokenSign } from "../signs.js";
import { feet } from "../turn/choices.js";
import { healthText } from "../words/people.js";
import { Leave } from "./leave.js";
import classes from "./sheet.module.css";

const SHORTEST = 10;
const HALF = 2;

/** A score as what it adds, with its sign. */
function modifierText(score: number): string {
	const modifier = Math.floor((score - SHORTEST) / HALF);
	return `${modifier < 0 ? "−" : "+"}${Math.abs(modifier)}`;
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
	return (
		<section className={classes.part}>
			<h3>{title}</h3>
			{children}
		</section>
	);
}

/** Slots of each level that has any, as dots. */
function Slots({ slots }: { readonly slots: readonly number[] }) {
	return (
		<ul className={classes.slots}>
			{slots.map((left, at) => (
				<li key={at}>
					<span>Level {at + 1}</span>
					<b aria-label={`${left} left`}>{left}</b>
				</li>
			))}
		</ul>
	);
}

export interface SheetProps {
	readonly one: ParticipantView;
	/** Takes them out of the encounter; undefined of who is not one's own. */
	readonly onLeave: (() => void) | undefined;
}

/** All that is known of somebody: of one's own everything, of others what is seen of them. */
export function Sheet({ one, onLeave }: SheetProps) {
	const { abilities, slots = [], inventory, conditions, concentration, readied, deathSaves, life } = one;
	return (
		<article className={classes.sheet} aria-label={one.name}>
			<header>
				<TokenSign one={one} />
				<h2>{one.name}</h2>
				<span>{healthText(one)}</span>
			</header>
			{abilities && (
				<>
					<dl className={classes.figures}>
						<div>
							<dt>Armour</dt>
							<dd>{one.armorClass}</dd>
						</div>
						<div>
							<dt>Speed</dt>
							<dd>{feet(one.speed ?? 0)}</dd>
						</div>
						{ABILITIES.map((ability) => (
							<div key={ability}>
								<dt>{ability}</dt>
								<dd>{modifierText(abilities[ability])}</dd>
							</div>
						))}
					</dl>
				</>
			)}
			{life === "down" && deathSaves && (
				<Part title="Between life and death">
					<p>
						{deathSaves.successes} of 3 saves made, {deathSaves.failures} of 3 failed.
					</p>
				</Part>
			)}
			{conditions.length > 0 && (
				<Part title="Conditions">
					<ul className={classes.chips}>
						{conditions.map(({ condition, turnsLeft }) => (
							<li key={condition}>
								{condition}
								{turnsLeft !== undefined && ` · ${turnsLeft}`}
							</li>
						))}
					</ul>
				</Part>
			)}
			{concentration && <Part title="Concentrates on">{concentration.name}</Part>}
			{readied != null && <Part title="Waits for">{readied}</Part>}
			{slots.some((left) => left > 0) && (
				<Part title="Spell slots">
					<Slots slots={slots} />
				</Part>
			)}
			{inventory && (
				<Part title="Carries">
					{inventory.length === 0 ? (
						<p>Nothing.</p>
					) : (
						<ul className={classes.items}>
							{inventory.map(({ itemId, name, quantity, use }) => (
								<li key={itemId}>
									<span>{name}</span>
									{use?.healing !== undefined && <small>heals {use.healing}</small>}
									<b>×{quantity}</b>
								</li>
							))}
						</ul>
					)}
				</Part>
			)}
			{one.notes !== undefined && one.notes !== "" && <Part title="DM’s notes">{one.notes}</Part>}
			{onLeave && <Leave name={one.name} onLeave={onLeave} />}
		</article>
	);
}
