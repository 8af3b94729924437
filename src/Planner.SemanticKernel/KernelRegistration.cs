using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Services;
using Planner.Artifacts;
using Planner.Catalog;
using Planner.Chat;
using Planner.Inference;

namespace Planner.SemanticKernel;

/// <summary>The other direction: what a <see cref="Kernel"/> has, Planner uses.</summary>
public static class KernelRegistration
{
    /// <summary>
    /// Makes the kernel's chat service the controller, and its services for embeddings, image to text, text to image, audio to text and text to audio
    /// models of the catalog, under the ids <c>kernel/…</c>. So every connector of Semantic Kernel plugs in.
    /// </summary>
    /// <param name="services">Planner's services.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="options">What is known of its services.</param>
    public static IServiceCollection AddKernelServices(this IServiceCollection services, Kernel kernel, KernelServiceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(kernel);
        options ??= new KernelServiceOptions();
        if (options.AsController && ChatOf(kernel) is var (id, client) && client is not null)
        {
            services.AddSingleton(new ChatModel(id, new KernelChatClient(id, client)) { Egress = options.Egress, ContextTokens = options.ContextTokens, SeesImages = options.SeesImages });
        }

        var models = KernelModels.Of(kernel);
        return models.Count == 0
            ? services
            : services.AddSingleton<ICardSource>(new KernelCards([.. models.Select(model => model.Card)]))
                .AddSingleton<IInferenceBackend>(provider => new KernelBackend(models, options.Egress, provider.GetRequiredService<ArtifactStore>()));
    }

    private static (string Id, IChatClient? Client) ChatOf(Kernel kernel)
    {
        if (kernel.GetAllServices<IChatCompletionService>().LastOrDefault() is { } service)
        {
            return ("kernel/" + (service.GetModelId() ?? "chat"), service.AsChatClient());
        }

        var client = kernel.GetAllServices<IChatClient>().LastOrDefault();
        return ("kernel/" + (client?.GetService<ChatClientMetadata>()?.DefaultModelId ?? "chat"), client);
    }

    private sealed class KernelCards(IReadOnlyList<ModelCard> cards) : ICardSource
    {
        public IReadOnlyList<ModelCard> Cards => cards;
    }
}
