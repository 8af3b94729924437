using System.Text.Json;
using System.Text.Json.Nodes;
using Planner.Serialization;

namespace Planner.Matching;

/// <summary>A model as one JSON object: its card, and whether, through what and how well it would run here.</summary>
public static class ModelReport
{
    /// <summary>The object.</summary>
    /// <param name="model">The model.</param>
    /// <param name="explain">Whether the terms of its score are told.</param>
    public static JsonObject Of(FoundModel model, bool explain = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        var json = JsonSerializer.SerializeToNode(model.Card, PlannerJson.Context.ModelCard)!.AsObject();
        json["runnable"] = model.Candidate.Runnable;
        json["instance"] = model.Candidate.Instance;
        json["through"] = model.Candidate.Through;
        json["fix"] = model.Candidate.Fix;
        json["score"] = Math.Round(model.Candidate.Score, 4);
        if (explain)
        {
            json["terms"] = JsonSerializer.SerializeToNode(model.Candidate.Terms, PlannerJson.Context.IReadOnlyListScoreTerm);
        }

        return json;
    }
}
