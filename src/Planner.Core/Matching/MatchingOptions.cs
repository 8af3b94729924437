namespace Planner.Matching;

/// <summary>
/// How models are ranked. The weights are ours, set by judgement: a card that knows the step's language comes before one that
/// does not, however well that one reads (a fit is seldom above a half); then the words of the card decide; tier, nearness and maturity
/// choose among cards that read alike.
/// </summary>
public sealed class MatchingOptions
{
    /// <summary>How many candidates a match lists. All that can run are listed even if they are more. From 1 to 100.</summary>
    public int Top { get; set; } = 5;

    /// <summary>How many cards of a task are looked at closely: those that suit the instruction best. Engines of this machine always are. From 10 to 10000.</summary>
    public int Depth { get; set; } = 500;

    /// <summary>The weight of <c>fit</c>: how much of the instruction's words the card accounts for, see docs/matching.md. From 0 to 10, as all weights.</summary>
    public double FitWeight { get; set; } = 1;

    /// <summary>The weight of <c>meaning</c>: how near the card's learned vector is to the instruction's; 0 with few cards, which teach nothing.</summary>
    public double MeaningWeight { get; set; } = 0.1;

    /// <summary>The weight of <c>embedding</c>: how near an embedding model finds card and instruction, where there is one.</summary>
    public double EmbeddingWeight { get; set; } = 0.5;

    /// <summary>The weight of <c>languages</c>: the share of the step's languages that the card knows.</summary>
    public double LanguagesWeight { get; set; } = 1;

    /// <summary>The weight of <c>tier</c>: how near the model's tier is to what the step asks for.</summary>
    public double TierWeight { get; set; } = 0.15;

    /// <summary>The weight of <c>quality</c>: how widely the model is used.</summary>
    public double QualityWeight { get; set; } = 0.05;

    /// <summary>The weight of <c>record</c>: our own record of checked successes and ratings of the model on the task, see docs/measuring.md.</summary>
    public double RecordWeight { get; set; } = 0.2;

    /// <summary>The weight of <c>measured</c>: how well the model did the task on labelled data, see <c>planner eval models</c>.</summary>
    public double MeasuredWeight { get; set; } = 0.2;

    /// <summary>The weight of <c>cost</c>: 1 for what costs nothing, less with what a call cost before.</summary>
    public double CostWeight { get; set; } = 0.05;

    /// <summary>
    /// The weight of <c>speed</c>: how long its calls took before, else how few weights it has, or should have by its tier; threefold with <c>prefer: fast</c>,
    /// none with <c>best</c>.
    /// </summary>
    public double SpeedWeight { get; set; } = 0.02;

    /// <summary>The weight of <c>near</c>: 1 on this machine, 0.5 on the local network, 0 farther away or where nothing runs it.</summary>
    public double NearWeight { get; set; } = 0.1;

    /// <summary>What an experimental model loses; the weight of <c>experimental</c> is its negative.</summary>
    public double ExperimentalPenalty { get; set; } = 0.2;

    /// <summary>
    /// How far a model's score may be behind the best for the controller LLM to be asked which of them to take, for steps that wait for others anyway; 0: it is
    /// never asked. From 0 to 10.
    /// </summary>
    public double CloseScores { get; set; } = 0.05;

    /// <summary>How many models the controller LLM chooses among for a step. From 2 to 20.</summary>
    public int ChoiceCandidates { get; set; } = 4;

    /// <summary>The most tokens of the prompt by which it is asked, for all steps together. From 200 to 100000.</summary>
    public int ChoiceTokens { get; set; } = 3000;

    /// <summary>How many seconds its choice may take. A step whose inputs are there does not wait for it at all. From 0.1 to 600.</summary>
    public double ChoiceSeconds { get; set; } = 10;
}
