using Microsoft.Extensions.Options;
using Planner.Budgets;
using Planner.Chat;
using Planner.Planning.Lexical;

namespace Planner.Planning;

/// <summary>
/// Decides who plans (C. Lee, H. Cheng and M. Ostendorf, OrchestraLLM, arXiv 2311.09758): the embedded controller when it is sure, the
/// controller LLM when it is not. Without a controller LLM, or when the request's data may not travel to it, the embedded one.
/// </summary>
public sealed class CascadePlanner : IPlanner
{
    private readonly LexicalPlanner _embedded;
    private readonly LlmPlanner? _llm;
    private readonly ChatModel? _model;
    private readonly PlanExamples _examples;
    private readonly IOptions<ControllerOptions> _options;

    /// <summary>Makes the planner.</summary>
    /// <param name="embedded">The embedded controller.</param>
    /// <param name="prompt">Writes the controller LLM's prompts.</param>
    /// <param name="examples">Solved requests.</param>
    /// <param name="options">Who plans.</param>
    /// <param name="models">The controller LLM, the one registered last; none: only the embedded controller plans.</param>
    /// <param name="measured">Has its calls counted and paid from budgets; null: they are not.</param>
    public CascadePlanner(LexicalPlanner embedded, PlanPrompt prompt, PlanExamples examples, IOptions<ControllerOptions> options, IEnumerable<ChatModel> models, MeasuredChat? measured = null)
    {
        _embedded = embedded;
        _model = models.LastOrDefault();
        _llm = _model is null ? null : new LlmPlanner(measured?.Of(_model, "plan") ?? _model, prompt);
        _examples = examples;
        _options = options;
    }

    /// <inheritdoc/>
    public string Name => _model is null || _options.Value.Mode == ControllerMode.Embedded ? _embedded.Name
        : _options.Value.Mode == ControllerMode.Llm ? _model.Id
        : $"{_embedded.Name}, {_model.Id}";

    /// <inheritdoc/>
    public IPlanner For(PlanningContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _llm is not null && MayAsk(context) && (context.Revision is not null || ModeOf(context) == ControllerMode.Llm || !IsSure(context)) ? _llm : _embedded;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<PlanStep> PlanAsync(PlanningContext context, CancellationToken cancellationToken) => For(context).PlanAsync(context, cancellationToken);

    private ControllerMode ModeOf(PlanningContext context) => context.Request.Options.Controller ?? _options.Value.Mode;

    private bool MayAsk(PlanningContext context) =>
        ModeOf(context) != ControllerMode.Embedded && _model!.Egress <= context.Request.Options.Egress;

    // A request much like a solved one whose plan has the same tasks is as good as one that the embedded controller is sure of.
    private bool IsSure(PlanningContext context)
    {
        var plan = LexicalPlanner.Draft(context.Request, context.Taxonomy);
        return plan.Confidence >= _options.Value.CascadeConfidence || _examples.Confirm(context.Request.Text, plan.Steps, context.Taxonomy);
    }
}
