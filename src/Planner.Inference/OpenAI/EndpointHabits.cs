using Planner.Chat;
using Planner.Routing;

namespace Planner.Inference.OpenAI;

/// <summary>How the models of one endpoint think, remembered with what else was found out about it.</summary>
internal sealed class EndpointHabits(EndpointMemory memory, BackendInstance instance) : IThinkingHabits
{
    public bool? BeginsWithThought(string modelId) => memory.Of(instance, modelId).BeginsWithThought;

    public void Learn(string modelId, bool begins) => memory.Learn(instance, modelId, facts => facts with { BeginsWithThought = begins });
}
