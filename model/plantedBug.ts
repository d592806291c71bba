/** Mistakes that the simulation can make on request, so that every proof can be seen to fail. */
export type PlantedBug =
    | 'appendSuffixAlways'
    | 'applyUnsharedGroups'
    | 'blockOnPoison'
    | 'createsBlockOthers'
    | 'dropPoison'
    | 'dropUnresolvedReference'
    | 'dryRunForgetsTally'
    | 'echo'
    | 'forgetLoser'
    | 'guessMatch'
    | 'insertBlindly'
    | 'keepOwnSyncId'
    | 'latestWhenExpired'
    | 'limitPerCall'
    | 'mergeWholeUser'
    | 'noHopLimit'
    | 'savePositionEarly'
    | 'skipCleared'
    | 'skipInactive'
    | 'stampNotRaised'
    | 'strictWatermark'
    | 'takeByArrival'
    | 'trustBus'
    | 'trustFuture'
    | 'trustTrigger'
    | 'wallClock'
    | 'watermarkAfterFailure';

export type PlantedBugs = ReadonlySet<PlantedBug>;

export const noBugs: PlantedBugs = new Set();
